import { beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalView } from '../../src/approvals/approval-view.ts';
import type { ChangeView } from '../../src/changes/change-view.ts';
import { deviceSignIn } from '../../src/auth/device-sign-in.ts';
import type { Door } from '../../src/domain/actor.ts';
import { PersonAtWork, waitFor } from '../../demo/people.ts';
import { inTheWeb } from '../../demo/scenes.ts';
import { PersonInTasklist } from '../../demo/tasklist-door.ts';
import { confirmDevice } from '../../simulators/identity-provider/sign-in.ts';
import { pressButton, readSlack, waitForMessage } from '../../simulators/slack/press-button.ts';
import { changeContent } from '../factories/change-content.js';
import { runningStack } from './stack.ts';

/** A member of the accountable group, so that nothing but his being the requester stands in his way. */
const REQUESTER = 'quality-1';
const REASON = 'The requester of a change cannot decide an approval of it.';

const { stand, urls } = runningStack();
let requester: PersonAtWork;
let change: ChangeView;
let approval: ApprovalView;

beforeAll(async () => {
  requester = await PersonAtWork.signIn(stand.publicUrl, REQUESTER);
  change = await requester.submit(changeContent({ type: 'document', riskClass: 'low', costImpact: 0 }));
  approval = await waitFor('the approval to be registered in Arena', { timeoutMs: 60_000 }, async () => {
    const found = await requester.waitForApproval(change.id, 'quality', 'open', { timeoutMs: 60_000 });
    return found.objectUrl === null ? undefined : found;
  });
});

const refusals = async () =>
  (await requester.timeline(change.id))
    .filter(({ kind }) => kind === 'approval.decision-refused')
    .map(({ actor, via, facts }) => ({ actor, via, code: facts['code'], reason: facts['reason'] }));

/** How the requester tries to approve his own change through each door. */
const attempts: Readonly<Record<Door, () => Promise<void>>> = {
  async web() {
    await expectRefused(await requester.decide(approval, 'approved'));
  },

  async api() {
    const confirmed: Promise<void>[] = [];
    const { accessToken } = await deviceSignIn(
      { issuer: urls.identityProvider, audience: `${stand.publicUrl}/api`, clientId: 'countersign-cli' },
      ({ verificationUriComplete }) => {
        confirmed.push(confirmDevice(String(verificationUriComplete), REQUESTER));
      },
    );
    await Promise.all(confirmed);
    await expectRefused(
      await fetch(`${stand.publicUrl}/api/v1/approvals/${approval.id}/decision`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ decision: 'approved' }),
      }),
    );
  },

  async slack() {
    // He is not asked himself; a colleague's message lets him press nothing, either.
    expect(JSON.stringify(await readSlack(stand.slackUrl, REQUESTER))).not.toContain(approval.id);
    const message = await waitForMessage(stand.slackUrl, 'quality-2', approval.id, { timeoutMs: 30_000 });
    await pressButton(stand.slackUrl, 'quality-2', message, 'Approve', REQUESTER);
    await waitFor('Slack to tell him why', {}, async () => {
      const { ephemerals } = await readSlack(stand.slackUrl, REQUESTER);
      return ephemerals.find(({ text }) => text.includes(REASON));
    });
  },

  async tasklist() {
    const person = await PersonInTasklist.signIn(stand.webAppsUrl, REQUESTER);
    await person.decide(approval.processInstanceKey, 'approved', 'I know that it is right.');
  },

  async 'owning-system'() {
    const response = await fetch(`${approval.objectUrl}/vote`, {
      method: 'POST',
      body: new URLSearchParams({ person: REQUESTER, decision: 'APPROVED', comments: 'I know that it is right.' }),
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
  },
};

async function expectRefused(response: Response): Promise<void> {
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: 'OWN_CHANGE', detail: REASON });
}

describe('the requester of a change', () => {
  it.each(['web', 'api', 'slack', 'tasklist', 'owning-system'] as const)(
    'is refused when he approves it through %s, and the ledger has it',
    async (door) => {
      const before = await refusals();
      await attempts[door]();
      const after = await waitFor(`the refusal through ${door}`, { timeoutMs: 60_000 }, async () => {
        const now = await refusals();
        return now.length > before.length ? now : undefined;
      });
      expect(after.slice(before.length)).toEqual([{ actor: REQUESTER, via: door, code: 'OWN_CHANGE', reason: REASON }]);
      const now = await requester.change(change.id);
      expect(now.state).toBe('in_review');
      expect(now.approvals).toMatchObject([{ id: approval.id, state: 'open', decision: null, mayDecide: false }]);
    },
  );

  it('does not stand in the way of somebody else, who then approves', async () => {
    await inTheWeb('quality-2')(stand, change, 'quality', requester);
    const done = await requester.waitForState(change.id, 'implemented', { timeoutMs: 90_000 });
    expect(done.approvals[0]?.decision).toMatchObject({ by: 'quality-2', via: 'web' });
  });
});
