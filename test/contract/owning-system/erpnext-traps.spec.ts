import { afterEach, describe, expect, it } from 'vitest';
import { ErpnextAdapter } from '../../../src/adapters/erpnext/erpnext.adapter.js';
import { startErpnext, type ErpnextSwitches, type RunningErpnext } from './erpnext.harness.js';
import { decisionOn, sampleChange } from './sample-change.js';

let erpnext: RunningErpnext;
afterEach(() => erpnext.stop());

async function raised(switches: ErpnextSwitches = {}) {
  erpnext = await startErpnext(switches);
  const change = sampleChange();
  const { objectId } = await erpnext.system.registerChange(change);
  await erpnext.system.raiseApproval(change, objectId);
  return { change, objectId };
}

describe('approving in ERPNext', () => {
  it('does not fail over "self approval is not allowed": the state is written instead, and says so', async () => {
    const { change, objectId } = await raised();
    const { capability } = await erpnext.system.writeDecision(objectId, decisionOn(change));
    expect(capability).toBe('state-write');
  });

  it('is a step of the workflow where the site allows it', async () => {
    const { change, objectId } = await raised({ allowSelfApproval: true });
    const { capability } = await erpnext.system.writeDecision(objectId, decisionOn(change));
    expect(capability).toBe('act-as-approver');
  });

  it('leaves the reason as a comment, once, however often the step is repeated', async () => {
    const { change, objectId } = await raised();
    const decision = decisionOn(change, { comment: 'See <b>offer</b> 4.' });
    erpnext.faults.plan({ rules: [{ kind: 'status', status: 503, method: 'PUT', times: 1 }] });
    await expect(erpnext.system.writeDecision(objectId, decision)).rejects.toMatchObject({ kind: 'transient' });
    await erpnext.system.writeDecision(objectId, decision);
    const comments = erpnext.commentsOf(objectId).filter(({ comment_type }) => comment_type === 'Comment');
    expect(comments).toHaveLength(1);
    expect(comments[0]?.content).toContain('&lt;b&gt;offer&lt;/b&gt;');
  });

  it('waits for a submission that was queued', async () => {
    const { change, objectId } = await raised({ allowSelfApproval: true, queueInBackground: true });
    const { object } = await erpnext.system.writeDecision(objectId, decisionOn(change));
    expect(object.state).toBe('Approved');
  });

  it('comes back later for a submission that is queued for long', async () => {
    const { change, objectId } = await raised({ allowSelfApproval: true });
    erpnext.faults.plan({ rules: [{ kind: 'queued-submit', ms: 1_500, times: 1 }] });
    const write = () => erpnext.system.writeDecision(objectId, decisionOn(change));
    await expect(write()).rejects.toMatchObject({ kind: 'transient', code: 'SYSTEM_NOT_CHANGED', retryAfterMs: 2_000 });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await write()).alreadyThere).toBe(true);
  });

  it('tries again when a queued submission never happened', async () => {
    const { change, objectId } = await raised({ allowSelfApproval: true });
    erpnext.faults.plan({ rules: [{ kind: 'queued-submit-fails', times: 1 }] });
    await expect(erpnext.system.writeDecision(objectId, decisionOn(change))).rejects.toMatchObject({
      code: 'SYSTEM_NOT_CHANGED',
    });
    expect((await erpnext.system.writeDecision(objectId, decisionOn(change))).object.state).toBe('Approved');
  });
});

describe("ERPNext's time stamps", () => {
  /** Edits the order as somebody else between the adapter's read and its write. */
  function editedInBetween(objectId: string, body: Record<string, unknown>): ErpnextAdapter {
    const { apiKey, apiSecret } = erpnext.options;
    const original = globalThis.fetch;
    let edited = false;
    globalThis.fetch = async (input, init) => {
      if (init?.method === 'PUT' && !edited) {
        edited = true;
        globalThis.fetch = original;
        const headers = { authorization: `token ${apiKey}:${apiSecret}`, 'content-type': 'application/json' };
        await original(`${erpnext.url}/api/resource/Purchase%20Order/${objectId}`, {
          method: 'PUT',
          headers,
          body: JSON.stringify(body),
        });
      }
      return original(input, init);
    };
    return erpnext.system;
  }

  it('are read again once when an unrelated edit came in between', async () => {
    const { change, objectId } = await raised();
    const { object } = await editedInBetween(objectId, { project: 'P-1' }).writeDecision(objectId, decisionOn(change));
    expect(object.state).toBe('Approved');
  });

  it('keep us from writing over a decision that came in between', async () => {
    const { change, objectId } = await raised();
    const write = editedInBetween(objectId, { workflow_state: 'Rejected' }).writeDecision(objectId, decisionOn(change));
    await expect(write).rejects.toMatchObject({ kind: 'business', code: 'SYSTEM_REFUSED' });
    expect((await erpnext.system.readObject(objectId)).state).toBe('Rejected');
  });
});

describe("ERPNext's errors", () => {
  it('are told in plain words', async () => {
    erpnext = await startErpnext();
    const other = new ErpnextAdapter({ ...erpnext.options, supplier: 'Not There' });
    const error: unknown = await other.registerChange(sampleChange()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: 'business', message: 'ERPNext refused: Could not find Supplier: Not There' });
  });

  it('ask for a person when the keys are wrong, without showing them', async () => {
    erpnext = await startErpnext();
    const wrong = new ErpnextAdapter({ ...erpnext.options, apiSecret: 'not-the-secret' });
    await expect(wrong.checkHealth()).rejects.toMatchObject({ kind: 'permanent', code: 'SYSTEM_CREDENTIALS' });
    await expect(wrong.checkHealth()).rejects.not.toThrow(/not-the-secret/);
  });

  it.each([
    [429, 3, 3_000],
    [508, undefined, undefined],
  ])('of status %i pass', async (status, retryAfterSeconds, retryAfterMs) => {
    erpnext = await startErpnext();
    erpnext.faults.plan({ rules: [{ kind: 'status', status, retryAfterSeconds, times: 1 }] });
    await expect(erpnext.system.registerChange(sampleChange())).rejects.toMatchObject({
      kind: 'transient',
      retryAfterMs,
    });
  });
});

describe('a person in ERPNext', () => {
  it('whose rejection was reopened and approved by us is not taken for the one who approved', async () => {
    const { change, objectId } = await raised();
    await erpnext.decideByHand(objectId, 'rejected', 'procurement-1', 'Too dear.');
    await fetch(`${erpnext.url}/app/purchase-order/${objectId}/action`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ person: 'procurement-1', action: 'Reopen', comment: '' }),
    });
    await erpnext.system.writeDecision(objectId, decisionOn(change));
    expect(await erpnext.system.readObject(objectId)).toMatchObject({ state: 'Approved', decision: null });
  });
});
