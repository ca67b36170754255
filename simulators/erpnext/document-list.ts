import { z } from 'zod';
import { FrappeError } from './frappe-error.ts';

type Document = Readonly<Record<string, unknown>>;
type Condition = readonly [field: string, operator: string, value: unknown];

const DEFAULT_LENGTH = 20;
const filtersSchema = z.union([z.record(z.string(), z.unknown()), z.array(z.array(z.unknown()))]);

/** `GET /api/resource/<DocType>`: fields, filters, order and page, all of them JSON or text in the query. */
export function listDocuments(documents: readonly Document[], query: Readonly<Record<string, unknown>>): Document[] {
  const fields = z.array(z.string()).parse(fromJson(query.fields) ?? ['name']);
  const conditions = conditionsOf(filtersSchema.parse(fromJson(query.filters) ?? []));
  const hits = sorted(
    documents.filter((document) => conditions.every((condition) => meets(document, condition))),
    textOf(query.order_by) || 'modified desc',
  );
  const start = Number(query.limit_start ?? 0);
  const length = Number(query.limit_page_length ?? query.limit ?? DEFAULT_LENGTH);
  const page = length === 0 ? hits : hits.slice(start, start + length);
  return page.map((document) =>
    fields.includes('*')
      ? withoutChildren(document)
      : Object.fromEntries(fields.map((field) => [field, valueOf(document, field)])),
  );
}

function fromJson(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new FrappeError('ValidationError', `Not valid JSON: ${text}`);
  }
}

/** `[field, operator, value]`, `[doctype, field, operator, value]` or `{field: value}`. */
function conditionsOf(filters: z.infer<typeof filtersSchema>): Condition[] {
  if (!Array.isArray(filters))
    return Object.entries(filters).map(([field, value]) =>
      Array.isArray(value) ? [field, String(value[0]), value[1]] : [field, '=', value],
    );
  return filters.map((filter) => {
    const [field, operator, value] = filter.length === 4 ? filter.slice(1) : filter;
    return [String(field), String(operator).toLowerCase(), value];
  });
}

function meets(document: Document, [field, operator, wanted]: Condition): boolean {
  const value = valueOf(document, field);
  switch (operator) {
    case '=':
      return textOf(value) === textOf(wanted);
    case '!=':
      return textOf(value) !== textOf(wanted);
    case 'like':
      return likePattern(String(wanted)).test(textOf(value));
    case 'in':
      return listOf(wanted).includes(String(value));
    case 'not in':
      return !listOf(wanted).includes(String(value));
    case 'is':
      return (wanted === 'set') === (value !== null && value !== '');
    case '>':
    case '>=':
    case '<':
    case '<=':
      return compares(operator, order(value, wanted));
    default:
      throw new FrappeError('ValidationError', `Operator ${operator} is not supported.`);
  }
}

/** Frappe compares null as the empty text. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const compares = (operator: '>' | '>=' | '<' | '<=', sign: number): boolean =>
  ({ '>': sign > 0, '>=': sign >= 0, '<': sign < 0, '<=': sign <= 0 })[operator];

const order = (a: unknown, b: unknown): number =>
  typeof a === 'number' ? a - Number(b) : textOf(a).localeCompare(textOf(b));
const listOf = (wanted: unknown): string[] => (Array.isArray(wanted) ? wanted.map(String) : String(wanted).split(','));
const likePattern = (like: string): RegExp =>
  new RegExp(
    `^${like
      .split('%')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'is',
  );

function sorted(documents: Document[], orderBy: string): Document[] {
  const [field = 'modified', direction = 'asc'] = orderBy.replaceAll('`', '').trim().split(/\s+/);
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
  return documents.sort((a, b) => sign * order(valueOf(a, field), valueOf(b, field)));
}

function valueOf(document: Document, field: string): unknown {
  if (!(field in document) || Array.isArray(document[field]))
    throw new FrappeError('ValidationError', `Field not permitted in query: ${field}`);
  return document[field];
}

const withoutChildren = (document: Document): Document =>
  Object.fromEntries(Object.entries(document).filter(([, value]) => !Array.isArray(value)));
