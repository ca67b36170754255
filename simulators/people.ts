import { readFileSync } from 'node:fs';

/** One of the sample people; every sign-in and simulator of the local stack knows the same ones. */
export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly slackUserId: string;
}

/** The sample people in the order in which sign-in pages list them. */
export const samplePeople = JSON.parse(
  readFileSync(new URL('./people.json', import.meta.url), 'utf8'),
) as readonly SamplePerson[];

/** Finds a sample person by id and throws when there is none, because that is always a typing mistake. */
export function samplePerson(id: string): SamplePerson {
  const person = samplePeople.find((candidate) => candidate.id === id);
  if (person === undefined) {
    throw new Error(`There is no sample person "${id}"; see simulators/people.json.`);
  }
  return person;
}
