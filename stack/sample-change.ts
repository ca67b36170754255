import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StackError } from './errors.ts';
import { repositoryFolder } from './folders.ts';
import { signIn } from '../simulators/identity-provider/sign-in.ts';

const page = z.object({ items: z.array(z.unknown()) });
const created = z.object({ id: z.string() });

/** Submits one change as a sample requester when there is none, so that there is something to approve. Answers its id. */
export async function submitSampleChange(publicUrl: string): Promise<string | undefined> {
  const requester = await signIn(publicUrl, 'requester-1');
  const { items } = page.parse(await answer(await requester.fetch('/api/v1/changes')));
  if (items.length > 0) return undefined;
  const file = path.join(repositoryFolder, 'examples', 'changes', 'engineering-change.json');
  const body = await readFile(file, 'utf8');
  return created.parse(await answer(await requester.fetch('/api/v1/changes', { method: 'POST', body }))).id;
}

async function answer(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  throw new StackError(
    'CSTACK-START',
    `The sample change was refused with ${response.status}: ${await response.text()}`,
  );
}
