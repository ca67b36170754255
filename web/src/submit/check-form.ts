import type { ChangeContent } from '../api/types.ts';
import { characterCount } from '../feedback/character-count.ts';
import type { ChangeForm } from './change-form.ts';

export type FieldProblem =
  | { readonly kind: 'required' | 'controlCharacters' | 'notANumber' | 'tooLarge' | 'tooManyDecimals' | 'currency' }
  | { readonly kind: 'tooShort' | 'tooLong' | 'tooMany'; readonly limit: number };

/** Problems by the path of the field, such as `affectedItems.0.number`: the paths that the API uses too. */
export type FieldProblems = ReadonlyMap<string, FieldProblem>;

export type CheckedForm =
  { readonly ok: true; readonly content: ChangeContent } | { readonly ok: false; readonly problems: FieldProblems };

const MAX_COST = 1e12;
const MAX_ITEMS = 200;
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;

/** The platform's own rules for a change, applied before it is sent. A test holds both to the same answers. */
export function checkForm(form: ChangeForm): CheckedForm {
  const problems = new Map<string, FieldProblem>();
  const text = (path: string, value: string, min: number, max: number): string => {
    const problem = textProblem(value.trim(), min, max);
    if (problem !== undefined) problems.set(path, problem);
    return value.trim();
  };

  const content = {
    type: form.type,
    title: text('title', form.title, 3, 200),
    description: text('description', form.description, 0, 20_000),
    reason: text('reason', form.reason, 0, 4_000),
    site: text('site', form.site, 1, 60),
    costImpact: 0,
    currency: form.currency.trim(),
    riskClass: form.riskClass,
    hasSupplierImpact: form.hasSupplierImpact,
    affectedItems: form.affectedItems.map((item, index) => {
      const at = (name: string) => `affectedItems.${index}.${name}`;
      const number = text(at('number'), item.number, 1, 100);
      const revision = text(at('revision'), item.revision, 0, 20);
      const description = text(at('description'), item.description, 0, 500);
      return { number, ...(revision !== '' && { revision }), ...(description !== '' && { description }) };
    }),
  } satisfies ChangeContent;

  const amount = amountOf(form.costImpact);
  if (typeof amount !== 'number') problems.set('costImpact', amount);
  if (!/^[A-Z]{3}$/.test(content.currency)) problems.set('currency', { kind: 'currency' });
  if (content.affectedItems.length > MAX_ITEMS) problems.set('affectedItems', { kind: 'tooMany', limit: MAX_ITEMS });
  if (problems.size > 0 || typeof amount !== 'number') return { ok: false, problems };
  return { ok: true, content: { ...content, costImpact: amount } };
}

function textProblem(value: string, min: number, max: number): FieldProblem | undefined {
  const length = characterCount(value);
  if (length === 0 && min > 0) return { kind: 'required' };
  if (length < min) return { kind: 'tooShort', limit: min };
  if (length > max) return { kind: 'tooLong', limit: max };
  return controlCharacters.test(value) ? { kind: 'controlCharacters' } : undefined;
}

/** An amount as people type it: comma or point before the decimals, blanks between thousands, nothing for zero. */
function amountOf(typed: string): number | FieldProblem {
  const digits = typed.replaceAll(/[\s']/g, '').replace(',', '.');
  if (digits === '') return 0;
  if (!/^\d+(\.\d*)?$/.test(digits)) return { kind: 'notANumber' };
  if (/\.\d{3,}$/.test(digits)) return { kind: 'tooManyDecimals' };
  const amount = Number(digits);
  return amount > MAX_COST ? { kind: 'tooLarge' } : amount;
}
