import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ROLES } from '../domain/actor.js';
import { personId } from '../domain/ids.js';
import { PersonDirectory } from '../identities/person-directory.js';
import { SystemClock } from '../ports/clock.port.js';
import { withDatabase } from './database.js';

const peopleFile = z.array(
  z.object({
    id: z.string().min(1).max(200),
    name: z.string().min(1),
    email: z.email().nullable().default(null),
    slackUserId: z.string().nullable().default(null),
    roles: z.array(z.enum(ROLES)).default([]),
    groups: z.array(z.string()).default([]),
  }),
);

/** `people import`: fills the directory before people have signed in, so that the first notification finds them. */
export function peopleCommands(): Command {
  const people = new Command('people').description('the directory of people, groups and addresses');
  people
    .command('import')
    .description('add or update people from a JSON file: [{ id, name, email, slackUserId, roles, groups }]')
    .argument('<file>')
    .action(async (file: string) => {
      const parsed = peopleFile.safeParse(JSON.parse(await readFile(file, 'utf8')));
      if (!parsed.success) throw new Error(`${file} is not usable:\n${z.prettifyError(parsed.error)}`);
      await withDatabase(async (database) => {
        const directory = new PersonDirectory(database, new SystemClock());
        for (const person of parsed.data) await directory.upsert({ ...person, id: personId(person.id) });
      });
      console.log(`${parsed.data.length} people are in the directory.`);
    });
  return people;
}
