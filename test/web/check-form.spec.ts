import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeContentSchema } from '../../src/contracts/values.ts';
import type { ChangeForm } from '../../web/src/submit/change-form.ts';
import { checkForm } from '../../web/src/submit/check-form.ts';

const text = (longest: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('', ' ', 'ab', ' ab ', 'abc', 'line\nbreak', 'nul\u0000', 'tab\t'),
    fc.integer({ min: longest - 1, max: longest + 1 }).map((length) => 'x'.repeat(length)),
  );

const form: fc.Arbitrary<ChangeForm> = fc.record({
  type: fc.constantFrom('engineering', 'document', 'supplier', 'corrective-action'),
  title: text(200),
  description: text(20_000),
  reason: text(4_000),
  site: text(60),
  costImpact: fc
    .oneof(
      fc.constantFrom(0, 0.01, 1e12, 1e12 + 1),
      fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100),
    )
    .map(String),
  currency: fc.constantFrom('EUR', 'USD', 'eur', 'EURO', ''),
  riskClass: fc.constantFrom('low', 'medium', 'high'),
  hasSupplierImpact: fc.boolean(),
  affectedItems: fc.array(
    fc.record({ key: fc.uuid(), number: text(100), revision: text(20), description: text(500) }),
    { maxLength: 2 },
  ),
});

/** What the form would send if it did not check. */
const unchecked = ({ costImpact, affectedItems, ...rest }: ChangeForm) => ({
  ...rest,
  costImpact: Number(costImpact),
  affectedItems: affectedItems.map(({ number, revision, description }) => ({ number, revision, description })),
});

describe('the check of the form', () => {
  it('finds the same fields wrong as the platform does', () => {
    fc.assert(
      fc.property(form, (typed) => {
        const checked = checkForm(typed);
        const parsed = changeContentSchema.safeParse(unchecked(typed));
        const ours = checked.ok ? [] : [...checked.problems.keys()];
        const theirs = parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
        expect(new Set(ours)).toEqual(new Set(theirs));
        if (checked.ok) expect(changeContentSchema.safeParse(checked.content).success).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['', 0],
    ['0', 0],
    ['1250', 1250],
    ['1250.5', 1250.5],
    ['1250,50', 1250.5],
    ['1 250', 1250],
    ["1'250.25", 1250.25],
  ])('reads the amount "%s" as people mean it', (costImpact, expected) => {
    const checked = checkForm({ ...complete, costImpact });
    expect(checked.ok && checked.content.costImpact).toBe(expected);
  });

  it.each(['a lot', '-1', '1e3', '1,2,3', '1.234,56', '0.001', '0x10'])(
    'does not guess what "%s" means',
    (costImpact) => {
      const checked = checkForm({ ...complete, costImpact });
      expect(checked.ok ? [] : [...checked.problems.keys()]).toEqual(['costImpact']);
    },
  );
});

const complete: ChangeForm = {
  type: 'document',
  title: 'A title',
  description: '',
  reason: '',
  site: 'plant-1',
  costImpact: '0',
  currency: 'EUR',
  riskClass: 'low',
  hasSupplierImpact: false,
  affectedItems: [],
};
