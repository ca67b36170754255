import { people } from '../shared/people.ts';

/** A user of Windchill; signs in by Basic authentication. */
export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly email: string;
  readonly password: string;
  readonly groups: readonly string[];
}

const FIRST_USER_OID = 11;

/** The integration's user first, then the sample people under their ids. */
export function principalsOf(integration: { user: string; password: string }): readonly Principal[] {
  const machine: Principal = {
    id: userId(FIRST_USER_OID),
    name: integration.user,
    fullName: 'Countersign Integration',
    email: 'integration@countersign.localhost',
    password: integration.password,
    groups: [],
  };
  const sample = people.map(({ id, name, email, password, groups }, index): Principal => ({
    id: userId(FIRST_USER_OID + 1 + index),
    name: id,
    fullName: name,
    email,
    password,
    groups,
  }));
  return [machine, ...sample];
}

const userId = (oid: number): string => `OR:wt.org.WTUser:${oid}`;

export const userView = ({ id, name, fullName, email }: Principal): Record<string, unknown> => ({
  ID: id,
  Name: name,
  FullName: fullName,
  EMail: email,
});
