import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ApprovalId } from '../../../src/domain/ids.js';
import { ApprovalEntity } from '../../../src/persistence/entities/approval.entity.js';
import { ChangeRequestEntity } from '../../../src/persistence/entities/change-request.entity.js';
import { actor } from '../../factories/actors.js';
import { ledgerOf } from '../owning-system-steps/step-services.js';
import { postForm } from '../owning-system/simulator-pages.js';
import { SECRET, startIntake, type IntakeUnderTest } from './intake-under-test.js';

let intake: IntakeUnderTest;
beforeAll(async () => void (intake = await startIntake()));
afterEach(() => {
  for (const { faults } of [intake.arena, intake.windchill, intake.erpnext]) faults.clear();
});
afterAll(() => intake.stop());

const approvalOf = (id: ApprovalId) => intake.database.source.getRepository(ApprovalEntity).findOneByOrFail({ id });
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 100 });
const untilDecided = (id: ApprovalId, expected: Partial<ApprovalEntity>) =>
  until(async () => expect(await approvalOf(id)).toMatchObject(expected));
const inboxRows = async (): Promise<number> => {
  const rows: { n: number }[] = await intake.database.source.query('select count(*)::int as n from inbox');
  return rows[0]?.n ?? 0;
};
const send = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${intake.url}/${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const signed = (body: string) => ({
  'x-frappe-webhook-signature': createHmac('sha256', SECRET).update(body).digest('base64'),
});

describe('a decision that was taken in an owning system', () => {
  it('comes in from Arena by its ping and its event queue', async () => {
    const { approvalId, objectId } = await intake.raised();
    await intake.voteInArena(objectId, 'APPROVED', 'quality-2');
    await untilDecided(approvalId, {
      state: 'approved',
      decidedBy: 'quality-2' as ApprovalEntity['decidedBy'],
      decidedVia: 'owning-system',
      comment: 'Decided in Arena.',
    });
    // Everything of the queue is acknowledged, so that the next poll begins behind it.
    await until(async () =>
      expect(intake.arena.state.events.every(({ resources }) => resources.every((each) => each.reconciled))).toBe(true),
    );
  });

  it('comes in from Windchill by its webhook', async () => {
    const { approvalId, objectId } = await intake.raised({
      owningSystem: 'windchill',
      domain: 'engineering',
      accountable: 'engineering-approvers',
    });
    await intake.completeInWindchill(objectId, 'Reject', 'engineering-1');
    await untilDecided(approvalId, {
      state: 'rejected',
      decidedByName: 'Engineering Approver 1',
      decidedVia: 'owning-system',
    });
  });

  it('comes in from ERPNext by its signed webhook', async () => {
    const { approvalId, objectId } = await intake.raised({
      owningSystem: 'erpnext',
      domain: 'procurement',
      accountable: 'procurement-approvers',
    });
    await intake.actInErpnext(objectId, 'Approve', 'procurement-1');
    await untilDecided(approvalId, {
      state: 'approved',
      decidedByName: 'Procurement Approver 1',
      decidedVia: 'owning-system',
    });
  });

  it('has one effect, although its webhook comes ten times, doubled, late and out of order', async () => {
    intake.erpnext.faults.plan({
      seed: 3,
      rules: [
        { kind: 'webhook-doubled', probability: 0.5 },
        { kind: 'webhook-late', ms: 300, probability: 0.3 },
        { kind: 'webhook-reordered', ms: 300, probability: 0.3 },
      ],
    });
    const { change, approvalId, objectId } = await intake.raised({
      owningSystem: 'erpnext',
      domain: 'procurement',
      accountable: 'procurement-approvers',
    });
    await intake.actInErpnext(objectId, 'Approve', 'procurement-2');
    const bodies = intake.erpnext.webhooks.deliveries.map(({ body }) => body).filter((body) => body.includes(objectId));
    await Promise.all(
      [...bodies, ...bodies.toReversed()].flatMap((body) =>
        Array.from({ length: 10 }, () => send('erpnext', body, signed(body))),
      ),
    );
    await untilDecided(approvalId, { state: 'approved' });
    await intake.erpnext.webhooks.idle();
    await intake.reconciler.reconcileObject('erpnext', objectId);
    const decisions = await ledgerOf(intake.database.source, change.id, 'approval.');
    expect(decisions.map(({ kind }) => kind)).toEqual(['approval.opened', 'approval.decided']);
  });

  it('is taken in by reconciliation when every webhook was lost', async () => {
    for (const { faults } of [intake.windchill, intake.erpnext]) faults.plan({ rules: [{ kind: 'webhook-lost' }] });
    const { approvalId, objectId } = await intake.raised({
      owningSystem: 'windchill',
      domain: 'engineering',
      accountable: 'engineering-approvers',
    });
    await intake.completeInWindchill(objectId, 'Approve', 'engineering-2');
    expect((await approvalOf(approvalId)).state).toBe('open');
    await intake.reconciler.reconcileOpen('windchill', 100);
    expect(await approvalOf(approvalId)).toMatchObject({ state: 'approved', decidedByName: 'Engineering Approver 2' });
  });

  it.each([
    ['of his own change', 'requester-1', 'OWN_CHANGE'],
    ['by somebody who may not decide', 'engineering-1', 'NOT_ELIGIBLE'],
  ])('%s is refused, in the ledger once, and leaves the approval open for others', async (_case, person, code) => {
    const { change, approvalId, objectId } = await intake.raised();
    await intake.voteInArena(objectId, 'APPROVED', person);
    await until(async () =>
      expect(await ledgerOf(intake.database.source, change.id, 'approval.decision-refused')).toHaveLength(1),
    );
    for (let look = 0; look < 5; look += 1) await intake.reconciler.reconcileObject('arena', objectId);
    const refused = await ledgerOf(intake.database.source, change.id, 'approval.decision-refused');
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({ actor: person, via: 'owning-system', facts: { code } });
    await intake.core.decideApproval.decide({
      approvalId,
      verdict: 'approved',
      comment: '',
      actor: actor('quality-1'),
    });
  });

  it('by somebody whom we do not know is refused until we know him', async () => {
    await intake.database.source.query(`delete from person where id = 'quality-2'`);
    const { change, approvalId, objectId } = await intake.raised();
    await intake.voteInArena(objectId, 'APPROVED', 'quality-2');
    await until(async () => {
      const refused = await ledgerOf(intake.database.source, change.id, 'approval.decision-refused');
      expect(refused.map(({ facts }) => facts.code)).toEqual(['UNKNOWN_PERSON']);
    });
    await intake.database.source.query(
      `insert into person (id, name, email, groups) values ('quality-2', 'Quality Approver 2', 'QUALITY-2@countersign.localhost', '{quality-approvers}')`,
    );
    await intake.reconciler.reconcileObject('arena', objectId);
    expect(await approvalOf(approvalId)).toMatchObject({ state: 'approved', decidedBy: 'quality-2' });
  });
});

describe('a change that was raised in Arena', () => {
  const raise = async (title: string, person = 'requester-2') => {
    await postForm(`${intake.arena.url}/changes`, {
      person,
      title,
      description: '',
      category: 'Document Change Order',
      routing: 'Quality Approval',
      type: 'document',
      site: 'plant-1',
      reason: '',
      cost: '0',
      currency: 'EUR',
      risk: 'low',
      supplier: 'No',
      items: 'SOP-1',
      then: 'submit',
    });
  };
  const begun = (title: string) => intake.database.source.getRepository(ChangeRequestEntity).findBy({ title });

  it('begins one change request of the person who raised it, and is decided in either place', async () => {
    intake.arena.faults.plan({ rules: [{ kind: 'webhook-doubled' }] });
    await raise('Revise SOP-1');
    await until(async () => expect(await begun('Revise SOP-1')).toHaveLength(1));
    const [change] = await begun('Revise SOP-1');
    expect(change).toMatchObject({ state: 'in_review', requester: 'requester-2', source: 'arena', type: 'document' });
    const guid = change?.sourceRef ?? '';
    await Promise.all(Array.from({ length: 10 }, () => intake.reconciler.reconcileObject('arena', guid)));
    expect(await begun('Revise SOP-1')).toHaveLength(1);
  });

  it('by somebody whom we do not know is kept in the inbox with the reason', async () => {
    await intake.database.source.query(`delete from person where id = 'requester-2'`);
    await raise('Of somebody unknown');
    await until(async () => {
      const rows: { outcome: string }[] = await intake.database.source.query(
        `select outcome from inbox where outcome like 'refused: Countersign does not know%'`,
      );
      expect(rows.length).toBeGreaterThan(0);
    });
    expect(await begun('Of somebody unknown')).toHaveLength(0);
  });
});

describe('a webhook', () => {
  it.each([
    ['arena/not-the-secret', {}],
    ['windchill/not-the-secret', {}],
    [`windchill/${SECRET}x`, {}],
    ['erpnext', {}],
    ['erpnext', { 'x-frappe-webhook-signature': 'bm90IHRoZSBzaWduYXR1cmU=' }],
    ['sap', {}],
  ])('to %s without the secret or signature is answered with 404 and stores nothing', async (path, headers) => {
    const before = await inboxRows();
    expect((await send(path, '{"name":"PUR-ORD-2026-00001","ObjectID":"OR:1"}', headers)).status).toBe(404);
    expect(await inboxRows()).toBe(before);
  });

  it('is verified over the bytes that came, not over what they mean', async () => {
    const body = '{"doctype": "Purchase Order", "name": "PUR-ORD-2026-99999"}';
    expect((await send('erpnext', JSON.stringify(JSON.parse(body)), signed(body))).status).toBe(404);
    expect((await send('erpnext', body, signed(body))).status).toBe(202);
  });

  it('that is malformed or too large is refused and stores nothing', async () => {
    const before = await inboxRows();
    expect((await send(`windchill/${SECRET}`, '{"ObjectID":')).status).toBe(400);
    expect((await send(`windchill/${SECRET}`, JSON.stringify({ ObjectID: 'x'.repeat(5_000_000) }))).status).toBe(413);
    expect(await inboxRows()).toBe(before);
  });

  it('about an object that nobody registered is kept, with what became of it', async () => {
    expect((await send(`windchill/${SECRET}`, '{"ObjectID":"OR:wt.change2.WTChangeOrder2:1"}')).status).toBe(202);
    await until(async () => {
      const rows: { outcome: string }[] = await intake.database.source.query(
        `select outcome from inbox where payload ->> 'objectId' = 'OR:wt.change2.WTChangeOrder2:1'`,
      );
      expect(rows.map(({ outcome }) => outcome)).toEqual(['not a change that waits for us']);
    });
  });

  it('is acknowledged while its system is down, and followed when it is back', async () => {
    const { approvalId, objectId } = await intake.raised({
      owningSystem: 'erpnext',
      domain: 'procurement',
      accountable: 'procurement-approvers',
    });
    intake.erpnext.faults.plan({ rules: [{ kind: 'status', status: 503, times: 2, method: 'GET' }] });
    await intake.actInErpnext(objectId, 'Reject', 'procurement-1');
    await untilDecided(approvalId, { state: 'rejected' });
  });
});
