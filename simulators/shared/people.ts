import { readFileSync } from 'node:fs';
import { z } from 'zod';

const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  password: z.string(),
  roles: z.array(z.string()),
  groups: z.array(z.string()),
  slackUserId: z.string(),
});

/** One of the sample people whom every part of the local stack knows. */
export type Person = z.infer<typeof personSchema>;

/** The sample people, read from the file that the identity provider and the engine's sign-in read as well. */
export const people: readonly Person[] = z
  .array(personSchema)
  .parse(JSON.parse(readFileSync(new URL('../people.json', import.meta.url), 'utf8')));

/** Finds a sample person by id or email address. */
export function findPerson(idOrEmail: string): Person | undefined {
  return people.find((person) => person.id === idOrEmail || person.email === idOrEmail);
}

export const membersOf = (group: string): readonly Person[] => people.filter((person) => person.groups.includes(group));

/** Finds a sample person by id and throws when there is none, because that is always a typing mistake. */
export function samplePerson(id: string): Person {
  const person = people.find((candidate) => candidate.id === id);
  if (person === undefined) throw new Error(`There is no sample person "${id}"; see simulators/people.json.`);
  return person;
}
