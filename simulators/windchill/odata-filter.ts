import { badRequest } from './odata-error.ts';

type Entity = Readonly<Record<string, unknown>>;
type Predicate = (entity: Entity) => boolean;
type Operand = (entity: Entity) => unknown;

const TOKEN = /\s*(?:('(?:[^']|'')*')|([()])|(,)|([^\s(),']+))/y;
const DATE = /^\d{4}-\d\d-\d\dT/;

/** Understands the part of OData's `$filter` that adapters use: comparisons, contains, startswith, and, or, not, brackets. */
export function parseFilter(text: string): Predicate {
  const parser = new Parser(tokens(text), text);
  return parser.parse();
}

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) throw malformed(text);
    found.push(match[0].trim());
  }
  return found;
}

const malformed = (text: string): Error => badRequest(`The $filter expression is malformed: ${text}`);

class Parser {
  readonly #tokens: string[];
  readonly #text: string;

  constructor(list: string[], text: string) {
    this.#tokens = list;
    this.#text = text;
  }

  parse(): Predicate {
    const predicate = this.#or();
    if (this.#tokens.length > 0) throw malformed(this.#text);
    return predicate;
  }

  #or(): Predicate {
    const left = this.#and();
    if (!this.#take('or')) return left;
    const right = this.#or();
    return (entity) => left(entity) || right(entity);
  }

  #and(): Predicate {
    const left = this.#not();
    if (!this.#take('and')) return left;
    const right = this.#and();
    return (entity) => left(entity) && right(entity);
  }

  #not(): Predicate {
    if (!this.#take('not')) return this.#condition();
    const inner = this.#condition();
    return (entity) => !inner(entity);
  }

  #condition(): Predicate {
    if (this.#take('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    if (this.#tokens[0] === 'contains' || this.#tokens[0] === 'startswith') return this.#textFunction(this.#next());
    const left = this.#operand();
    const operator = this.#next();
    const right = this.#operand();
    const compare = COMPARISONS[operator];
    if (!compare) throw malformed(this.#text);
    return (entity) => compare(left(entity), right(entity));
  }

  #textFunction(name: string): Predicate {
    this.#expect('(');
    const left = this.#operand();
    this.#expect(',');
    const right = this.#operand();
    this.#expect(')');
    return (entity) => {
      const [text, part] = [textOf(left(entity)), textOf(right(entity))];
      return name === 'contains' ? text.includes(part) : text.startsWith(part);
    };
  }

  #operand(): Operand {
    const token = this.#next();
    if (token.startsWith("'")) return () => token.slice(1, -1).replaceAll("''", "'");
    if (token === 'null') return () => null;
    if (token === 'true' || token === 'false') return () => token === 'true';
    if (DATE.test(token) || /^-?\d+(\.\d+)?$/.test(token)) return () => (DATE.test(token) ? token : Number(token));
    return (entity) => propertyAt(entity, token);
  }

  #take(token: string): boolean {
    if (this.#tokens[0] !== token) return false;
    this.#tokens.shift();
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw malformed(this.#text);
  }

  #next(): string {
    const token = this.#tokens.shift();
    if (token === undefined) throw malformed(this.#text);
    return token;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const comparable = (value: unknown): string | number => {
  if (typeof value === 'number') return value;
  const text = String(value);
  return DATE.test(text) ? Date.parse(text) : text;
};

const COMPARISONS: Readonly<Record<string, (left: unknown, right: unknown) => boolean>> = {
  eq: (left, right) => left === right || (left !== null && right !== null && comparable(left) === comparable(right)),
  ne: (left, right) => comparable(left) !== comparable(right),
  gt: (left, right) => comparable(left) > comparable(right),
  ge: (left, right) => comparable(left) >= comparable(right),
  lt: (left, right) => comparable(left) < comparable(right),
  le: (left, right) => comparable(left) <= comparable(right),
};

/** `State/Value` goes into a complex property; a name the entity does not have is a bad request, as in the product. */
export function propertyAt(entity: Entity, path: string): unknown {
  return path.split('/').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null || !(name in value))
      throw badRequest(`The property '${path}' does not exist or is not expanded.`);
    return Reflect.get(value, name);
  }, entity);
}
