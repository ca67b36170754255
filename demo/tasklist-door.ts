import { z } from 'zod';
import { samplePerson } from '../simulators/shared/people.ts';
import { waitFor } from './people.ts';

const tasks = z.array(z.object({ id: z.string(), processInstanceKey: z.string(), taskState: z.string() }));

/**
 * A person in Tasklist, through the API that its own page uses (Tasklist 8.6 REST API v1): sign in, find the task of an
 * approval's process, claim it, complete it with the form's variables.
 */
export class PersonInTasklist {
  private readonly baseUrl: string;
  private readonly personId: string;
  private readonly headers: Record<string, string>;

  private constructor(baseUrl: string, personId: string, headers: Record<string, string>) {
    this.baseUrl = baseUrl;
    this.personId = personId;
    this.headers = headers;
  }

  static async signIn(webAppsUrl: string, personId: string): Promise<PersonInTasklist> {
    const { id, password } = samplePerson(personId);
    // Tasklist answers 401 to everybody while OpenSearch, where its people are, is on its way back.
    const response = await waitFor(`${personId} to be let in by Tasklist`, { timeoutMs: 90_000 }, async () => {
      const answer = await fetch(`${webAppsUrl}/api/login`, {
        method: 'POST',
        body: new URLSearchParams({ username: id, password }),
      });
      return answer.ok ? answer : undefined;
    });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    const csrf = response.headers.get('x-csrf-token');
    return new PersonInTasklist(webAppsUrl, personId, {
      cookie: cookies.join('; '),
      'content-type': 'application/json',
      ...(csrf === null ? {} : { 'x-csrf-token': csrf }),
    });
  }

  /** Waits for the task: Tasklist shows it some seconds after the engine has created it. */
  async decide(approvalProcessInstanceKey: string, decision: 'approved' | 'rejected', comment: string): Promise<void> {
    const task = await waitFor(`a task in Tasklist for ${this.personId}`, { timeoutMs: 90_000 }, async () => {
      const found = tasks.parse(
        await this.call('POST', '/v1/tasks/search', {
          state: 'CREATED',
          processInstanceKey: approvalProcessInstanceKey,
        }),
      );
      return found[0];
    });
    await this.call('PATCH', `/v1/tasks/${task.id}/assign`, {});
    await this.call('PATCH', `/v1/tasks/${task.id}/complete`, {
      variables: Object.entries({ decision, comment }).map(([name, value]) => ({ name, value: JSON.stringify(value) })),
    });
  }

  private async call(method: string, path: string, body: unknown): Promise<unknown> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: this.headers,
      body: JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`Tasklist answered ${response.status} to ${method} ${path}: ${await response.text()}`);
    return response.json();
  }
}
