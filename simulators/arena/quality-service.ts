import type { ArenaContext } from './arena-context.ts';
import { ArenaError, invalidGuid } from './arena-errors.ts';
import { nextNumber, type QualityProcess, type QualityStep, type SignOff } from './arena-state.ts';
import { recordEvent } from './event-queue.ts';
import { newGuid } from './guid.ts';
import type { QualityTemplate, StepTemplate } from './quality-templates.ts';
import type { User } from './workspace.ts';
import { zulu } from './zulu.ts';

export const SIGN_OFF_DECISIONS = ['APPROVED', 'REJECTED', 'OVERRIDE_APPROVED', 'OVERRIDE_REJECTED'] as const;
export type SignOffDecision = (typeof SIGN_OFF_DECISIONS)[number];

export const currentStep = ({ steps }: QualityProcess): QualityStep | undefined =>
  steps.find(({ status }) => status === 'OPEN');

export function statusOf({ steps }: QualityProcess): 'OPEN' | 'IN_PROGRESS' | 'COMPLETED' {
  const done = steps.filter(({ status }) => status === 'COMPLETE').length;
  if (done === steps.length) return 'COMPLETED';
  return done === 0 ? 'OPEN' : 'IN_PROGRESS';
}

/** Quality processes: regular steps that are completed, and sign-off steps that are decided. */
export class QualityService {
  readonly #context: ArenaContext;

  constructor(context: ArenaContext) {
    this.#context = context;
  }

  find(guid: string): QualityProcess {
    const process = this.#context.store.state.qualityProcesses.find((candidate) => candidate.guid === guid);
    if (!process) throw invalidGuid(guid);
    return process;
  }

  findStep(process: QualityProcess, guid: string): QualityStep {
    const step = process.steps.find((candidate) => candidate.guid === guid);
    if (!step) throw invalidGuid(guid);
    return step;
  }

  create(
    template: QualityTemplate,
    content: Pick<QualityProcess, 'name' | 'description' | 'owner' | 'type'>,
    by: User,
  ): QualityProcess {
    const process: QualityProcess = {
      ...content,
      guid: newGuid(),
      viewId: newGuid().slice(0, 18),
      number: nextNumber(this.#context.store.state, template.prefix),
      creator: by.guid,
      template: template.guid,
      creationDateTime: this.#now(),
      completedDateTime: null,
      targetCompletionDateTime: null,
      steps: template.steps.map((step, index) => this.#newStep(step, index + 1)),
    };
    this.#context.store.state.qualityProcesses.push(process);
    this.#announce('CREATE', process, by);
    return process;
  }

  /** `POST /qualityprocesses/statuschanges` with a step: regular steps only. */
  setStepComplete(process: QualityProcess, step: QualityStep, complete: boolean, by: User): void {
    if (step.type === 'SIGNOFF')
      throw new ArenaError(400, {
        code: 3026,
        message: 'Sign-off steps cannot be completed or reopened by this endpoint.',
      });
    if (complete === (step.status === 'COMPLETE')) {
      throw new ArenaError(400, {
        code: 3089,
        message: `The quality process step is already ${complete ? 'completed' : 'open'}.`,
      });
    }
    this.#markStep(process, step, complete, by);
    this.#announce('WORKFLOW', process, by);
  }

  /** `POST /qualityprocesses/statuschanges` without a step: the owner ends the whole process. */
  complete(process: QualityProcess, by: User): void {
    if (statusOf(process) === 'COMPLETED')
      throw new ArenaError(400, { code: 3089, message: 'The quality process is already completed.' });
    if (process.owner !== by.guid)
      throw new ArenaError(403, {
        code: 3085,
        message: 'You do not have privileges to perform the requested operation.',
      });
    for (const step of process.steps) if (step.status === 'OPEN') this.#markStep(process, step, true, by);
    this.#announce('WORKFLOW', process, by);
  }

  /**
   * Writes one sign-off. Known from a third-party client only; assumed: people decide their own row, and the owner of
   * the process may override the row of another. A rejection ends the step as an approval by all does.
   */
  decide(
    process: QualityProcess,
    step: QualityStep,
    row: SignOff,
    decision: SignOffDecision,
    comments: string | null,
    by: User,
  ): void {
    if (step.status === 'COMPLETE')
      throw new ArenaError(400, { code: 3089, message: 'The quality process step is already completed.' });
    const overrides = decision.startsWith('OVERRIDE_');
    if (overrides ? process.owner !== by.guid : row.user !== by.guid) {
      throw new ArenaError(403, {
        code: 3085,
        message: 'You do not have privileges to perform the requested operation.',
      });
    }
    if (this.#context.faults.strike('silent-no-op')) return;
    Object.assign(row, { decision, comments, decisionDateTime: this.#now() });
    if (isDecided(step)) this.#markStep(process, step, true, by);
    this.#announce('WORKFLOW', process, by);
  }

  #markStep(process: QualityProcess, step: QualityStep, complete: boolean, by: User): void {
    Object.assign(step, {
      status: complete ? 'COMPLETE' : 'OPEN',
      completeUser: complete ? by.guid : null,
      completedDateTime: complete ? this.#now() : null,
    });
    process.completedDateTime = statusOf(process) === 'COMPLETED' ? this.#now() : null;
  }

  #newStep({ name, type, signOff }: StepTemplate, order: number): QualityStep {
    const approvers = signOff ? this.#context.users.filter(({ groups }) => groups.includes(signOff.group)) : [];
    return {
      guid: newGuid(),
      name,
      order,
      type,
      status: 'OPEN',
      decisionType: signOff?.decisionType ?? null,
      dueDateTime: null,
      completeUser: null,
      completedDateTime: null,
      assignees: approvers.map(({ guid }) => guid),
      decisions: approvers.map(({ guid }) => ({
        guid: newGuid(),
        user: guid,
        group: signOff?.group ?? null,
        decision: null,
        decisionDateTime: null,
        comments: null,
      })),
    };
  }

  #announce(action: 'CREATE' | 'WORKFLOW', process: QualityProcess, by: User): void {
    const postEvent =
      action === 'CREATE'
        ? { guid: process.guid }
        : { status: statusOf(process), currentStep: currentStep(process)?.guid ?? null };
    recordEvent(this.#context.store.state, this.#context.clock, {
      resource: 'QUALITY',
      action,
      guid: process.guid,
      by,
      preEvent: null,
      postEvent,
    });
    this.#context.store.save();
    this.#context.ping();
  }

  #now(): string {
    return zulu(this.#context.clock.now());
  }
}

function isDecided({ decisionType, decisions }: QualityStep): boolean {
  if (decisions.some(({ decision }) => decision?.endsWith('REJECTED'))) return true;
  const given = decisions.filter(({ decision }) => decision !== null).length;
  return decisionType === 'ONE_REQUIRED' ? given > 0 : given === decisions.length;
}
