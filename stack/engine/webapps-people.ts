import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { people } from '../../simulators/shared/people.ts';

const derive = promisify(pbkdf2);

/**
 * Lets the sample people sign in to Operate and Tasklist under the ids and passwords they have everywhere else:
 * both applications read their users from this index (tried; a user added there can sign in at once).
 */
export async function addSamplePeople(openSearchUrl: string): Promise<void> {
  const documents = await Promise.all(
    people.map(async ({ id, name, password }) => [
      { index: { _id: id } },
      { id, userId: id, displayName: name, password: await springPassword(password), roles: ['OWNER'] },
    ]),
  );
  const lines = documents.flat().map((line) => `${JSON.stringify(line)}\n`);
  const response = await fetch(`${openSearchUrl}/operate-user-1.2.0_/_bulk?refresh=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.join(''),
  });
  const answer = await response.text();
  if (!response.ok || answer.includes('"errors":true')) {
    throw new Error(`OpenSearch refused the sample people: ${answer.slice(0, 500)}`);
  }
}

/** As Spring Security's `Pbkdf2PasswordEncoder` of 5.8 writes it: salt and derived key together, in hex. */
async function springPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, 310_000, 32, 'sha256');
  return `{pbkdf2@SpringSecurity_v5_8}${Buffer.concat([salt, key]).toString('hex')}`;
}
