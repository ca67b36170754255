import type { UserTask } from '../engines/test-engine.ts';
import type { Script } from './scripted-answer.ts';

/** A job or an end event that the engine came to. */
export interface Step {
  readonly elementId: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly retries: number;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A row that the governance table asks for, as far as a test cares. */
export interface Row {
  readonly domain: string;
  readonly stage: number;
  readonly dueIn?: string;
  readonly remindEvery?: string;
}

export interface ScenarioOptions {
  readonly required?: readonly Row[];
  readonly purchaseNeeded?: boolean;
  /** By domain: decided at the moment when the approval is created, before its task is open. */
  readonly decided?: Readonly<Record<string, 'approved' | 'rejected' | 'withdrawn'>>;
  /** Job type → what its handler answers; the others answer as on a good day. */
  readonly script?: Readonly<Record<string, Script>>;
}

const patienceMs = 20_000;

/** What happens to one change, as the engine tells it. */
export class Scenario {
  readonly changeId: string;
  readonly options: ScenarioOptions;
  readonly steps: Step[] = [];
  /** Approval id → the decision that was recorded. */
  readonly recorded = new Map<string, string>();
  /** Domain → approval id. */
  readonly approvalIds = new Map<string, string>();
  rootKey: string | undefined;
  readonly #answered: Step[] = [];
  readonly #tasks: UserTask[] = [];
  readonly #problems: Error[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #context: () => string;

  constructor(changeId: string, options: ScenarioOptions, context: () => string) {
    this.changeId = changeId;
    this.options = options;
    this.#context = context;
  }

  /** The ids of the steps so far, in the order in which the engine came to them. */
  path(): string[] {
    return this.steps.map((step) => step.elementId);
  }

  /** For the report of a test that waited in vain. */
  story(): string {
    return `${this.path().join(' > ') || 'nothing'}. ${this.#context()}`;
  }

  add(step: Step): void {
    this.steps.push(step);
    this.#wake();
  }

  addAnswered(step: Step): void {
    this.#answered.push(step);
    this.#wake();
  }

  addTask(task: UserTask): void {
    if (this.#tasks.some(({ key }) => key === task.key)) return;
    this.#tasks.push(task);
    this.#wake();
  }

  created(domain: string, approvalId: string): void {
    this.approvalIds.set(domain, approvalId);
    this.#wake();
  }

  /** A mistake of a model or a script that no path shows; whoever waits is told. */
  fail(problem: Error): void {
    this.#problems.push(problem);
    this.#wake();
  }

  throwProblem(): void {
    const [problem] = this.#problems;
    if (problem !== undefined) throw problem;
  }

  /** The nth time that the engine comes to this element. */
  reached(elementId: string, nth = 1): Promise<Step> {
    const found = () => this.steps.filter((step) => step.elementId === elementId)[nth - 1];
    return this.until(`${elementId} (${nth})`, found);
  }

  /** The nth time that the engine took an answer at this element. */
  answered(elementId: string, nth = 1): Promise<Step> {
    const found = () => this.#answered.filter((step) => step.elementId === elementId)[nth - 1];
    return this.until(`the answer of ${elementId} (${nth})`, found);
  }

  /** The nth user task of this element. */
  task(elementId: string, nth = 1): Promise<UserTask> {
    const found = () => this.#tasks.filter((task) => task.elementId === elementId)[nth - 1];
    return this.until(`the task ${elementId} (${nth})`, found);
  }

  /** The approval of this domain, once it is created. */
  approval(domain: string): Promise<string> {
    return this.until(`the approval of ${domain}`, () => this.approvalIds.get(domain));
  }

  /** Waits until `find` answers something. */
  async until<T>(what: string, find: () => T | undefined): Promise<T> {
    const end = Date.now() + patienceMs;
    for (;;) {
      this.throwProblem();
      const found = find();
      if (found !== undefined) return found;
      const left = end - Date.now();
      if (left <= 0) throw new Error(`Waited in vain for ${what} after ${this.story()}`);
      await this.#change(left);
    }
  }

  #change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      this.#waiting.add(done);
    });
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }
}
