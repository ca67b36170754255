import { z } from 'zod';
import { seededRandom } from './seeded-random.ts';

/** Faults of the transport that every simulator has. `reset-after` does the work and then loses the answer. */
export const HTTP_FAULTS = ['latency', 'status', 'reset-before', 'reset-after'] as const;
/** Faults of outgoing webhooks. `webhook-reordered` holds one back until the next has been sent. */
export const WEBHOOK_FAULTS = ['webhook-lost', 'webhook-doubled', 'webhook-late', 'webhook-reordered'] as const;

const ruleSchema = z.strictObject({
  kind: z.string(),
  /** Share of the matching calls that are hit. */
  probability: z.number().min(0).max(1).default(1),
  /** How often the rule strikes before it is spent; without it, always. */
  times: z.number().int().positive().optional(),
  method: z.string().toUpperCase().optional(),
  /** Part of the path (and query) that a call must contain to be hit. */
  path: z.string().optional(),
  /** For `latency`, `webhook-late` and `webhook-reordered`: milliseconds. */
  ms: z.number().int().nonnegative().default(200),
  /** For `status`: the HTTP status to answer with, nothing being done. */
  status: z.number().int().min(400).max(599).default(503),
  /** For `status`: seconds in the Retry-After header; without it, no such header. */
  retryAfterSeconds: z.number().int().nonnegative().optional(),
});

export type FaultRule = z.infer<typeof ruleSchema>;

/** Body of `POST /_sim/faults`: replaces all rules. */
export const faultPlanSchema = z.strictObject({ seed: z.number().int().default(1), rules: z.array(ruleSchema) });
export type FaultPlan = z.input<typeof faultPlanSchema>;

export interface Call {
  readonly method: string;
  readonly path: string;
}

/** The faults a simulator has been told to show. With the same seed and the same calls, the same calls are hit. */
export class Faults {
  readonly kinds: readonly string[];
  #rules: FaultRule[] = [];
  #random = seededRandom(1);

  constructor(ownKinds: readonly string[]) {
    this.kinds = [...HTTP_FAULTS, ...WEBHOOK_FAULTS, ...ownKinds];
  }

  /** @throws RangeError for a kind this simulator does not have */
  plan(plan: FaultPlan): void {
    const { seed, rules } = faultPlanSchema.parse(plan);
    const unknown = rules.find((rule) => !this.kinds.includes(rule.kind));
    if (unknown) throw new RangeError(`There is no fault "${unknown.kind}" here. Known: ${this.kinds.join(', ')}.`);
    this.#rules = rules;
    this.#random = seededRandom(seed);
  }

  clear(): void {
    this.#rules = [];
  }

  get rules(): readonly FaultRule[] {
    return this.#rules;
  }

  /** The rule that hits this call, if any; counts as one strike. */
  strike(kind: string, call: Call = { method: '', path: '' }): FaultRule | undefined {
    const rule = this.#rules.find((candidate) => candidate.kind === kind && matches(candidate, call));
    if (!rule || this.#random() >= rule.probability) return undefined;
    if (rule.times !== undefined) {
      rule.times -= 1;
      if (rule.times === 0) this.#rules = this.#rules.filter((other) => other !== rule);
    }
    return rule;
  }
}

const matches = (rule: FaultRule, call: Call): boolean =>
  (rule.method === undefined || rule.method === call.method) &&
  (rule.path === undefined || call.path.includes(rule.path));
