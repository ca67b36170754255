import { people } from '../shared/people.ts';

/** A user of the site with the keys of its API access. The user's name is the email address. */
export interface User {
  readonly name: string;
  readonly fullName: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly roles: readonly string[];
}

const MANAGER_GROUPS = ['procurement-approvers', 'finance-approvers', 'managers'];

/** The integration's user and the sample people; those authenticate with their id as key and their password as secret. */
export function usersOf(integration: { apiKey: string; apiSecret: string }): readonly User[] {
  const machine: User = {
    ...integration,
    name: 'integration@countersign.localhost',
    fullName: 'Countersign Integration',
    roles: ['Purchase User', 'Purchase Manager'],
  };
  const sample = people.map(({ id, name, email, password, groups }): User => ({
    name: email,
    fullName: name,
    apiKey: id,
    apiSecret: password,
    roles: groups.some((group) => MANAGER_GROUPS.includes(group))
      ? ['Purchase User', 'Purchase Manager']
      : ['Purchase User'],
  }));
  return [machine, ...sample];
}
