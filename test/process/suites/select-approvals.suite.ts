import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { requiredApprovalSchema } from '../../../src/contracts/values.ts';
import { CHANGE_TYPES, RISK_CLASSES, type ChangeType, type RiskClass } from '../../../src/domain/change.ts';
import type { FlowRunner } from '../harness/flow-runner.ts';
import { evaluate } from '../harness/evaluate-decision.ts';
import { readModels, ruleIds } from '../harness/models.ts';

const rows = z.array(requiredApprovalSchema.omit({ ruleNumber: true, tableVersion: true }));

interface Facts {
  readonly changeType: ChangeType;
  readonly site: string;
  readonly costImpact: number;
  readonly riskClass: RiskClass;
  readonly hasSupplierImpact: boolean;
}

const plain = { site: 'plant-1', costImpact: 0, riskClass: 'low', hasSupplierImpact: false } as const;

/** One line per decision of the table that people rely on, at the very limits of its numbers. */
const cases: readonly (Partial<Facts> & { readonly changeType: ChangeType; readonly rules: string })[] = [
  { changeType: 'engineering', rules: 'ENG-QUALITY ENG-ENGINEERING' },
  { changeType: 'engineering', riskClass: 'medium', rules: 'ENG-QUALITY ENG-ENGINEERING' },
  { changeType: 'engineering', riskClass: 'high', rules: 'ENG-QUALITY-HIGH-RISK ENG-ENGINEERING' },
  { changeType: 'engineering', site: 'plant-2', rules: 'ENG-QUALITY ENG-ENGINEERING-PLANT-2' },
  { changeType: 'engineering', site: 'plant-9', rules: 'ENG-QUALITY ENG-ENGINEERING' },
  { changeType: 'engineering', hasSupplierImpact: true, rules: 'ENG-QUALITY ENG-ENGINEERING ENG-PROCUREMENT-SUPPLIER' },
  { changeType: 'engineering', costImpact: 4_999.99, rules: 'ENG-QUALITY ENG-ENGINEERING' },
  { changeType: 'engineering', costImpact: 5_000, rules: 'ENG-QUALITY ENG-ENGINEERING ENG-PROCUREMENT-COST' },
  {
    changeType: 'engineering',
    costImpact: 5_000,
    hasSupplierImpact: true,
    rules: 'ENG-QUALITY ENG-ENGINEERING ENG-PROCUREMENT-SUPPLIER',
  },
  { changeType: 'engineering', costImpact: 19_999.99, rules: 'ENG-QUALITY ENG-ENGINEERING ENG-PROCUREMENT-COST' },
  {
    changeType: 'engineering',
    costImpact: 20_000,
    rules: 'ENG-QUALITY ENG-ENGINEERING ENG-PROCUREMENT-COST ENG-FINANCE',
  },
  {
    changeType: 'engineering',
    costImpact: 99_999.99,
    rules: 'ENG-QUALITY ENG-ENGINEERING ENG-PROCUREMENT-COST ENG-FINANCE',
  },
  {
    changeType: 'engineering',
    costImpact: 100_000,
    rules: 'ENG-QUALITY ENG-ENGINEERING ENG-PROCUREMENT-COST ENG-FINANCE-MAJOR',
  },
  { changeType: 'document', rules: 'DOC-QUALITY' },
  { changeType: 'document', riskClass: 'medium', rules: 'DOC-QUALITY DOC-ENGINEERING' },
  { changeType: 'document', riskClass: 'high', costImpact: 19_999.99, rules: 'DOC-QUALITY DOC-ENGINEERING' },
  { changeType: 'document', costImpact: 20_000, rules: 'DOC-QUALITY DOC-FINANCE' },
  { changeType: 'supplier', rules: 'SUP-QUALITY SUP-PROCUREMENT' },
  { changeType: 'supplier', site: 'plant-2', rules: 'SUP-QUALITY-PLANT-2 SUP-PROCUREMENT' },
  { changeType: 'supplier', riskClass: 'high', rules: 'SUP-QUALITY SUP-PROCUREMENT SUP-ENGINEERING-HIGH-RISK' },
  { changeType: 'supplier', costImpact: 24_999.99, rules: 'SUP-QUALITY SUP-PROCUREMENT' },
  { changeType: 'supplier', costImpact: 25_000, rules: 'SUP-QUALITY SUP-PROCUREMENT SUP-FINANCE' },
  { changeType: 'corrective-action', rules: 'CAP-QUALITY' },
  { changeType: 'corrective-action', riskClass: 'medium', rules: 'CAP-QUALITY CAP-ENGINEERING' },
  { changeType: 'corrective-action', riskClass: 'high', rules: 'CAP-QUALITY-HIGH-RISK CAP-ENGINEERING' },
  { changeType: 'corrective-action', hasSupplierImpact: true, rules: 'CAP-QUALITY CAP-PROCUREMENT' },
  { changeType: 'corrective-action', costImpact: 49_999.99, rules: 'CAP-QUALITY' },
  { changeType: 'corrective-action', costImpact: 50_000, rules: 'CAP-QUALITY CAP-FINANCE' },
];

/** Every rule of dmn/select-approvals.dmn, and what must hold for every change. */
export function selectApprovalsSuite(flows: () => FlowRunner): void {
  describe('the table selectApprovals', () => {
    const ask = async (facts: Facts) => rows.parse(await evaluate(flows().client, 'selectApprovals', facts));

    const limits = cases.map((facts) => ({ ...plain, ...facts }));
    const title = '$changeType at $site, cost $costImpact, risk $riskClass, supplier $hasSupplierImpact: $rules';

    it.each(limits)(title, async ({ rules, ...facts }) => {
      const asked = await ask(facts);
      expect(asked.map(({ ruleId }) => ruleId).join(' ')).toBe(rules);
    });

    it('has a case for every rule', () => {
      const covered = new Set(cases.flatMap(({ rules }) => rules.split(' ')));
      expect(
        readModels('dmn/*.dmn')
          .flatMap(ruleIds('selectApprovals'))
          .filter((id) => !covered.has(id)),
      ).toEqual([]);
    });

    it('asks of every change at least quality, each domain once, in stages without a gap, from one owner', async () => {
      const owners = new Map<string, string>();
      const mistakes: string[] = [];
      await Promise.all(
        everyKindOfChange().map(async (facts) => {
          const asked = await ask(facts);
          const domains = asked.map(({ domain }) => domain);
          const stages = [...new Set(asked.map(({ stage }) => stage))].toSorted();
          if (!asked.some(({ domain, stage }) => domain === 'quality' && stage === 1))
            mistakes.push(`no quality: ${said(facts)}`);
          if (new Set(domains).size < domains.length) mistakes.push(`a domain twice: ${said(facts)}`);
          if (stages.some((stage, index) => stage !== index + 1))
            mistakes.push(`stages ${stages.join()}: ${said(facts)}`);
          for (const { domain, accountable, owningSystem } of asked) {
            const owner = `${accountable} in ${owningSystem}`;
            const known = owners.get(domain) ?? owner;
            if (known !== owner) mistakes.push(`${domain} belongs to ${known} and to ${owner}`);
            owners.set(domain, known);
          }
        }),
      );
      expect(mistakes).toEqual([]);
      expect(Object.fromEntries(owners)).toEqual({
        quality: 'quality-approvers in arena',
        engineering: 'engineering-approvers in windchill',
        procurement: 'procurement-approvers in erpnext',
        finance: 'finance-approvers in erpnext',
      });
    });
  });
}

const said = (facts: Facts) => JSON.stringify(facts);

function everyKindOfChange(): Facts[] {
  const costs = [0, 5_000, 20_000, 50_000, 100_000];
  return CHANGE_TYPES.flatMap((changeType) =>
    ['plant-1', 'plant-2', 'plant-9'].flatMap((site) =>
      costs.flatMap((costImpact) =>
        RISK_CLASSES.flatMap((riskClass) =>
          [true, false].map((hasSupplierImpact) => ({ changeType, site, costImpact, riskClass, hasSupplierImpact })),
        ),
      ),
    ),
  );
}
