import { changeContent } from '../factories/change-content.js';

/** Occurs in every hostile value: an answer that contains it repeats what it was sent. */
export const MARKER = 'leak3f9a';

const LONE_HIGH = '\ud83d';
const LONE_LOW = '\ude00';

export interface WrongValue {
  readonly what: string;
  readonly field: string;
  readonly value: unknown;
}

const noString: readonly [string, unknown][] = [
  ['null', null],
  ['a number', 42],
  ['a boolean', true],
  ['an object', { toString: MARKER }],
  ['a list', [MARKER]],
];

/** What no text field may hold. */
const badText: readonly [string, unknown][] = [
  ...noString,
  ['a NUL character', `${MARKER}\u0000`],
  ['an escape character', `\u001b[2J${MARKER}`],
  ['a delete character', `${MARKER}\u007f`],
  ['half of a surrogate pair at the end', MARKER + LONE_HIGH],
  ['half of a surrogate pair in the middle', `a${LONE_LOW}${MARKER}`],
];

const tooLong = (max: number): [string, unknown] => ['too long a text', MARKER.padEnd(max + 1, 'x')];
const badChoice: readonly [string, unknown][] = [...noString, ['no choice of the list', MARKER], ['nothing', '']];

const values: Readonly<Record<string, readonly [string, unknown][]>> = {
  type: [...badChoice, ['the name of an inherited property', 'constructor']],
  title: [...badText, tooLong(200), ['only blanks', '  \n\t '], ['too short a text', 'ab']],
  description: [...badText, tooLong(20_000)],
  reason: [...badText, tooLong(4_000)],
  site: [...badText, tooLong(60), ['only blanks', ' ']],
  costImpact: [
    ['null', null],
    ['a text', '100'],
    ['a boolean', true],
    ['a list', [1]],
    ['a negative amount', -0.01],
    ['more than everything', 1e13],
    ['the largest number', Number.MAX_VALUE],
    ['fractions of a cent', 0.001],
    ['a fraction too small to see', 1e-300],
  ],
  currency: [...noString, ['no code', MARKER], ['small letters', 'eur'], ['two lines', 'EUR\n']],
  riskClass: badChoice,
  hasSupplierImpact: [
    ['null', null],
    ['a text', 'true'],
    ['a number', 1],
    ['an object', {}],
  ],
  affectedItems: [
    ['null', null],
    ['a text', MARKER],
    ['an object', { length: 1, 0: { number: MARKER } }],
    ['201 items', Array.from({ length: 201 }, () => ({ number: MARKER }))],
    ['10,000 items', Array.from({ length: 10_000 }, () => ({ number: 'P' }))],
  ],
  'affectedItems.0': [
    ['null', null],
    ['a text', MARKER],
    ['a list', [MARKER]],
    ['no number', {}],
    ['an unknown field', { number: 'P-1', price: MARKER }],
  ],
  'affectedItems.0.number': [...badText, tooLong(100), ['nothing', '']],
  'affectedItems.0.revision': [...badText, tooLong(20)],
  'affectedItems.0.description': [...badText, tooLong(500)],
};

/** Every field of a change with each value that it must not hold. */
export const wrongValues: readonly WrongValue[] = Object.entries(values).flatMap(([field, list]) =>
  list.map(([what, value]) => ({ what, field, value })),
);

/** A complete change in which one field is wrong. */
export function changeWith({ field, value }: WrongValue): Record<string, unknown> {
  const content = changeContent();
  const [name = '', , itemField] = field.split('.');
  if (name === field) return { ...content, [name]: value };
  return { ...content, affectedItems: [itemField === undefined ? value : { number: 'P-1', [itemField]: value }] };
}

export const wrongComments: readonly WrongValue[] = [...badText, tooLong(4_000)].map(([what, value]) => ({
  what,
  field: 'comment',
  value,
}));

const valid = JSON.stringify(changeContent());
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

export interface WrongBody {
  readonly what: string;
  readonly body: string | Buffer<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
}

const wrongType = (what: string, body: string, type: string): WrongBody => ({
  what,
  body,
  headers: { 'content-type': type },
  status: 415,
});

/** Bodies that are no change at all, whatever is in them. */
export const wrongBodies: readonly WrongBody[] = [
  { what: 'nothing', body: '', status: 400 },
  { what: 'JSON that breaks off', body: `{"title": "${MARKER}`, status: 400 },
  { what: 'JSON with a comment', body: `{/* ${MARKER} */}`, status: 400 },
  { what: 'two JSON values', body: `${valid}${valid}`, status: 400 },
  { what: 'JavaScript', body: `({title: '${MARKER}'})`, status: 400 },
  { what: 'null', body: 'null', status: 400 },
  { what: 'a text', body: `"${MARKER}"`, status: 400 },
  { what: 'a number', body: '42', status: 400 },
  { what: 'a list of changes', body: `[${valid}]`, status: 400 },
  { what: 'an infinite cost', body: valid.replace('2500', '1e400'), status: 400 },
  { what: '100,000 nested lists', body: nested(100_000), status: 400 },
  { what: '20,000 nested objects', body: '{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000), status: 400 },
  { what: '50,000 nested lists in a field', body: valid.replace('"plant-1"', nested(50_000)), status: 400 },
  { what: 'bytes that are no UTF-8', body: Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]), status: 400 },
  { what: 'JSON that pretends to be gzip', body: valid, headers: { 'content-encoding': 'gzip' }, status: 400 },
  { what: 'an unknown encoding', body: valid, headers: { 'content-encoding': MARKER }, status: 415 },
  wrongType('an unknown character set', valid, `application/json; charset=${MARKER}`),
  wrongType('plain text', valid, 'text/plain'),
  wrongType('XML', '<change/>', 'application/xml'),
  wrongType('a form', 'type=document&title=By+a+form&site=plant-1', 'application/x-www-form-urlencoded'),
  wrongType('a file upload', '--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'),
  wrongType('an unreadable content type', valid, MARKER),
  { what: '5 MB', body: JSON.stringify({ ...changeContent(), description: 'x'.repeat(5_000_000) }), status: 413 },
];

/** Raw JSON with keys that reach for the prototype of objects. */
export const prototypeKeys: readonly (readonly [string, string])[] = [
  ['__proto__', `{"__proto__": {"polluted": "${MARKER}"}, ${valid.slice(1)}`],
  ['constructor', `{"constructor": {"prototype": {"polluted": "${MARKER}"}}, ${valid.slice(1)}`],
  ['prototype', `{"prototype": {"polluted": "${MARKER}"}, ${valid.slice(1)}`],
  ['__proto__ of an item', valid.replace('{"number"', `{"__proto__": {"polluted": "${MARKER}"}, "number"`)],
];

/** Raw JSON with keys that only the platform sets, or that nobody knows. */
export const foreignKeys: readonly (readonly [string, string])[] = [
  'id',
  'state',
  'requester',
  'source',
  'sourceRef',
  'contentDigest',
  'createdAt',
  'unknown',
].map((key) => [key, `{"${key}": "${MARKER}", ${valid.slice(1)}`]);
