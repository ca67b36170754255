import { JOB_CONTRACTS } from '../../../src/contracts/job-contracts.ts';
import type { UserTask } from '../engines/test-engine.ts';
import { codeOf, grpcNotFound, type EngineClient } from './engine-client.ts';
import { endReached } from './models.ts';
import type { Step } from './scenario.ts';
import { completes, type Answer } from './scripted-answer.ts';

/** Who says what the handlers answer, and hears what the engine came to. */
export interface JobScript {
  answer(step: Step): Promise<Answer>;
  /** The engine took the answer. */
  answered(step: Step): void;
  endReached(step: Step): void;
  taskOpened(task: UserTask): void;
  failed(step: Step, error: unknown): void;
}

type Job = Step & { readonly key: string; readonly customHeaders: Readonly<Record<string, unknown>> };

const contracts = new Map(JOB_CONTRACTS.map((contract) => [contract.type, contract]));
const taskAsJob = 'io.camunda.zeebe:userTask';

/** Plays the handler of every job type; the workers stop with their client. */
export function playJobs(client: EngineClient, script: JobScript): void {
  for (const type of [...contracts.keys(), endReached, taskAsJob]) {
    client.createWorker({
      taskType: type,
      // Longer than any test moves the clock: a job that is held must not be offered a second time.
      timeout: 365 * 24 * 3_600_000,
      pollInterval: 20,
      longPoll: 30_000,
      taskHandler: async (job) => {
        try {
          const answer = await answerTo(job, script);
          if (answer.kind === 'hold') return job.forward();
          const variables = { ...answer.variables };
          const acknowledgement =
            answer.kind === 'complete'
              ? await job.complete(variables)
              : await job.error({ errorCode: answer.code, errorMessage: answer.code, variables });
          script.answered(job);
          return acknowledgement;
        } catch (error) {
          // A withdrawal or a rejection may overtake any handler; the job is gone then, as it should be.
          if (codeOf(error) !== grpcNotFound) script.failed(job, error);
          return job.forward();
        }
      },
    });
  }
}

async function answerTo(job: Job, script: JobScript): Promise<Answer> {
  if (job.type === endReached) {
    script.endReached(job);
    return completes();
  }
  if (job.type === taskAsJob) {
    script.taskOpened(taskOf(job));
    return { kind: 'hold' };
  }
  const answer = await script.answer(job);
  keepsItsContract(job, answer);
  return answer;
}

/** Models must hand to each job what its contract asks for, and scripts must answer as the real handlers may. */
function keepsItsContract(step: Step, answer: Answer): void {
  const contract = contracts.get(step.type);
  if (contract === undefined) throw new Error(`There is no contract for the job ${step.type}`);
  contract.input.parse(step.variables);
  if (answer.kind === 'complete') contract.output.parse(answer.variables);
  if (answer.kind === 'error' && !contract.errors.includes(answer.code)) {
    throw new Error(`${step.type} may not throw ${answer.code}`);
  }
}

function taskOf({ key, elementId, bpmnProcessId, processInstanceKey, customHeaders }: Job): UserTask {
  const { 'io.camunda.zeebe:candidateGroups': groups, 'io.camunda.zeebe:dueDate': dueDate } = customHeaders;
  return {
    key,
    elementId,
    bpmnProcessId,
    processInstanceKey,
    candidateGroups: typeof groups === 'string' ? (JSON.parse(groups) as string[]) : [],
    dueDate: typeof dueDate === 'string' ? dueDate : null,
  };
}
