import type { ChangeView } from '../src/changes/change-view.ts';
import { pressButton, submitModal, waitForMessage, waitForModal } from '../simulators/slack/press-button.ts';
import { PersonAtWork, waitFor } from './people.ts';
import type { Stand } from '../stack/stand.ts';
import { PersonInTasklist } from './tasklist-door.ts';

/** How one approval of a scene is decided. */
type Door = (stand: Stand, change: ChangeView, domain: string, reader: PersonAtWork) => Promise<void>;

export interface Scene {
  readonly title: string;
  readonly file: string;
  readonly requester: string;
  /** Decisions in the order in which they are taken; each waits until its approval is open. */
  readonly decisions: readonly { readonly domain: string; readonly door: Door }[];
  readonly expected: ChangeView['state'];
  /** Ledger kinds that must be there at the end. */
  readonly proof: readonly string[];
}

/** Signed in on the web, with the content digest that the page showed. */
export const inTheWeb =
  (personId: string, decision: 'approved' | 'rejected' = 'approved', comment = ''): Door =>
  async (stand, change, domain) => {
    const person = await PersonAtWork.signIn(stand.publicUrl, personId);
    const response = await person.decide(await person.waitForApproval(change.id, domain), decision, comment);
    if (!response.ok) throw new Error(`${personId} could not decide: ${await response.text()}`);
  };

/** Presses the button of the message that the hub sent. */
export const inSlack =
  (personId: string, decision: 'approved' | 'rejected' = 'approved', reason = ''): Door =>
  async (stand, change, domain, reader) => {
    await reader.waitForApproval(change.id, domain);
    const message = await waitForMessage(stand.slackUrl, personId, change.id, { timeoutMs: 30_000 });
    await pressButton(stand.slackUrl, personId, message, decision === 'approved' ? 'Approve' : 'Reject…');
    if (decision === 'approved') return;
    await submitModal(stand.slackUrl, personId, await waitForModal(stand.slackUrl, personId), [reason]);
  };

/** Claims and completes the user task in Tasklist. */
export const inTasklist =
  (personId: string, decision: 'approved' | 'rejected' = 'approved', comment = ''): Door =>
  async (stand, change, domain, reader) => {
    const approval = await reader.waitForApproval(change.id, domain);
    const person = await PersonInTasklist.signIn(stand.webAppsUrl, personId);
    await person.decide(approval.processInstanceKey, decision, comment);
  };

/** Votes on the page of the change in Arena. */
export const inArena =
  (personId: string, decision: 'APPROVED' | 'REJECTED' = 'APPROVED', comments = ''): Door =>
  async (_stand, change, domain, reader) => {
    const url = await waitFor(`the object of ${change.id} in Arena`, {}, async () => {
      const approval = await reader.waitForApproval(change.id, domain);
      return approval.objectUrl ?? undefined;
    });
    const response = await fetch(`${url}/vote`, {
      method: 'POST',
      body: new URLSearchParams({ person: personId, decision, comments }),
      redirect: 'manual',
    });
    if (response.status !== 303) throw new Error(`Arena answered ${response.status} to the vote of ${personId}.`);
  };

/** Lets the due date pass by moving the engine's clock, then the next level decides. */
export const afterEscalation =
  (moveClock: (ms: number) => Promise<void>, then: Door): Door =>
  async (stand, change, domain, reader) => {
    const approval = await reader.waitForApproval(change.id, domain);
    await moveClock(Date.parse(approval.dueAt) - Date.now() + 60_000);
    await waitFor(`${approval.id} to be escalated`, { timeoutMs: 60_000 }, async () => {
      const { approvals } = await reader.change(change.id);
      return approvals.find(({ id, escalationLevel }) => id === approval.id && escalationLevel > 0);
    });
    await then(stand, change, domain, reader);
  };
