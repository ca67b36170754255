import type { ArenaContext } from './arena-context.ts';
import { ArenaError } from './arena-errors.ts';
import { guidOf } from './guid.ts';
import type { User } from './workspace.ts';

/** The sample person somebody acts as on the page. */
export function actingUser(context: ArenaContext, personId: string): User {
  const user = context.users.find(({ guid }) => guid === guidOf('user', personId));
  if (!user) throw new ArenaError(400, { code: 3042, message: 'The user is not valid on workspace.' });
  return user;
}
