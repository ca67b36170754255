import type { Actor, Door } from '../../src/domain/actor.js';
import { personId } from '../../src/domain/ids.js';

/** A sample person as an actor: `quality-1` is a member of quality-approvers, and so on. */
export function actor(id: string, via: Door = 'web'): Actor {
  const domain = id.replace(/-\d+$/, '');
  const groups = domain === 'requester' ? [] : domain === 'manager' ? ['managers'] : [`${domain}-approvers`];
  return {
    personId: personId(id),
    name: id,
    roles: domain === 'requester' ? ['requester'] : ['approver'],
    groups,
    via,
  };
}
