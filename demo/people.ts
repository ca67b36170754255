import { setTimeout as sleep } from 'node:timers/promises';
import type { ApprovalView } from '../src/approvals/approval-view.ts';
import type { ChangeView, Timeline } from '../src/changes/change-view.ts';
import { signIn, type SignedInPerson } from '../simulators/identity-provider/sign-in.ts';

export interface WaitOptions {
  readonly timeoutMs?: number;
}

/** A sample person in front of the platform: what he can read and do there. */
export class PersonAtWork {
  private readonly person: SignedInPerson;

  private constructor(person: SignedInPerson) {
    this.person = person;
  }

  static async signIn(publicUrl: string, personId: string): Promise<PersonAtWork> {
    return new PersonAtWork(await signIn(publicUrl, personId));
  }

  get id(): string {
    return this.person.personId;
  }

  request(path: string, init?: RequestInit): Promise<Response> {
    return this.person.fetch(path, init);
  }

  async submit(content: unknown): Promise<ChangeView> {
    return this.json<ChangeView>('/api/v1/changes', { method: 'POST', body: JSON.stringify(content) });
  }

  async change(id: string): Promise<ChangeView> {
    return this.json<ChangeView>(`/api/v1/changes/${id}`);
  }

  async timeline(id: string): Promise<Timeline['items']> {
    return (await this.json<Timeline>(`/api/v1/changes/${id}/timeline`)).items;
  }

  async decide(approval: ApprovalView, decision: 'approved' | 'rejected', comment = ''): Promise<Response> {
    return this.request(`/api/v1/approvals/${approval.id}/decision`, {
      method: 'POST',
      body: JSON.stringify({ decision, comment, contentDigest: approval.contentDigest }),
    });
  }

  async withdraw(id: string, reason: string): Promise<Response> {
    return this.request(`/api/v1/changes/${id}/withdraw`, { method: 'POST', body: JSON.stringify({ reason }) });
  }

  /** Waits until the approval of a domain is in this state. */
  async waitForApproval(
    changeId: string,
    domain: string,
    state: ApprovalView['state'] = 'open',
    options: WaitOptions = {},
  ) {
    return waitFor(`the ${domain} approval of ${changeId} to be ${state}`, options, async () => {
      const { approvals } = await this.change(changeId);
      return approvals.find((approval) => approval.domain === domain && approval.state === state);
    });
  }

  async waitForState(changeId: string, state: ChangeView['state'], options: WaitOptions = {}): Promise<ChangeView> {
    return waitFor(`${changeId} to be ${state}`, options, async () => {
      const change = await this.change(changeId);
      return change.state === state ? change : undefined;
    });
  }

  private async json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.request(path, init);
    if (!response.ok)
      throw new Error(`${init?.method ?? 'GET'} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** Looks every 200 ms until there is something; says in the error what was waited for. */
export async function waitFor<T>(
  what: string,
  { timeoutMs = 30_000 }: WaitOptions,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1_000} s in vain for ${what}.`);
    await sleep(200);
  }
}
