import { describe, expect, it } from 'vitest';
import { DOMAINS } from '../../../src/domain/approval.ts';
import type { FlowRunner } from '../harness/flow-runner.ts';
import { evaluate } from '../harness/evaluate-decision.ts';
import { readModels, ruleIds } from '../harness/models.ts';

const reasons = ['decide', 'reminder', 'escalation', 'decided', 'outcome', 'informed'];
const urgencies = ['low', 'normal', 'critical'];

const cases = [
  {
    reason: 'informed',
    urgency: 'critical',
    domain: 'quality',
    rule: 'CRITICAL-EVERYWHERE',
    channels: 'in-app slack email',
  },
  {
    reason: 'decided',
    urgency: 'critical',
    domain: 'finance',
    rule: 'CRITICAL-EVERYWHERE',
    channels: 'in-app slack email',
  },
  { reason: 'decide', urgency: 'low', domain: 'quality', rule: 'DECIDE-LOW', channels: 'in-app slack' },
  { reason: 'decide', urgency: 'normal', domain: 'finance', rule: 'DECIDE', channels: 'in-app slack email' },
  { reason: 'reminder', urgency: 'low', domain: 'quality', rule: 'REMINDER-LOW', channels: 'in-app' },
  { reason: 'reminder', urgency: 'normal', domain: 'quality', rule: 'REMINDER-SHOP-FLOOR', channels: 'in-app slack' },
  {
    reason: 'reminder',
    urgency: 'normal',
    domain: 'engineering',
    rule: 'REMINDER-SHOP-FLOOR',
    channels: 'in-app slack',
  },
  { reason: 'reminder', urgency: 'normal', domain: 'procurement', rule: 'REMINDER-OFFICE', channels: 'in-app email' },
  { reason: 'escalation', urgency: 'low', domain: 'finance', rule: 'ESCALATION', channels: 'in-app slack email' },
  { reason: 'outcome', urgency: 'low', domain: 'quality', rule: 'OUTCOME-LOW', channels: 'in-app' },
  { reason: 'outcome', urgency: 'normal', domain: 'quality', rule: 'OUTCOME', channels: 'in-app email' },
  { reason: 'informed', urgency: 'normal', domain: 'quality', rule: 'INFORMED', channels: 'in-app email' },
  { reason: 'informed', urgency: 'low', domain: 'quality', rule: 'INBOX-ONLY', channels: 'in-app' },
  { reason: 'decided', urgency: 'normal', domain: 'quality', rule: 'INBOX-ONLY', channels: 'in-app' },
  { reason: 'outcome', urgency: 'normal', domain: null, rule: 'OUTCOME', channels: 'in-app email' },
];

/** Every rule of dmn/route-notification.dmn. */
export function routeNotificationSuite(flows: () => FlowRunner): void {
  describe('the table routeNotification', () => {
    it.each(cases)('$reason, $urgency, $domain: $channels', async ({ rule, channels, ...facts }) => {
      const output = await evaluate(flows().client, 'routeNotification', facts);
      expect(output).toEqual({ ruleId: rule, channels: channels.split(' ') });
    });

    it('has a case for every rule', () => {
      const covered = new Set(cases.map(({ rule }) => rule));
      expect(
        readModels('dmn/*.dmn')
          .flatMap(ruleIds('routeNotification'))
          .filter((id) => !covered.has(id)),
      ).toEqual([]);
    });

    it('puts everything into the inbox of the app', async () => {
      const kinds = reasons.flatMap((reason) =>
        urgencies.flatMap((urgency) => DOMAINS.map((domain) => ({ reason, urgency, domain }))),
      );
      const outputs = await Promise.all(kinds.map((facts) => evaluate(flows().client, 'routeNotification', facts)));
      expect(outputs).toHaveLength(72);
      for (const output of outputs)
        expect(output).toMatchObject({ channels: expect.arrayContaining(['in-app']) as unknown });
    });
  });
}
