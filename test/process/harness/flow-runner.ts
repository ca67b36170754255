import { setTimeout as delay } from 'node:timers/promises';
import { approvalIdOf, changeIdOf, type ChangeId } from '../../../src/domain/ids.ts';
import type { TestEngine, UserTask } from '../engines/test-engine.ts';
import { codeOf, connect, deployModels, grpcNotFound, type EngineClient } from './engine-client.ts';
import { answerOfAGoodDay } from './good-day.ts';
import { byJob } from './models.ts';
import { Scenario, type ScenarioOptions, type Step } from './scenario.ts';
import type { Answer, Variables } from './scripted-answer.ts';
import { playJobs, type JobScript } from './scripted-workers.ts';

const messageLifeMs = 3_600_000;

/** Runs changes through the models on one engine and writes down what happens to each. */
export class FlowRunner implements JobScript {
  readonly engine: TestEngine;
  readonly client: EngineClient;
  /** `process id/element id` of everything that any change came to. */
  readonly visited = new Set<string>();
  readonly #byChange = new Map<string, Scenario>();
  readonly #byInstance = new Map<string, Scenario>();

  private constructor(engine: TestEngine) {
    this.engine = engine;
    this.client = connect(engine.grpcAddress);
  }

  static async start(engine: TestEngine): Promise<FlowRunner> {
    const runner = new FlowRunner(engine);
    await deployModels(runner.client);
    playJobs(runner.client, runner);
    engine.userTasks?.subscribe((task) => runner.taskOpened(task));
    return runner;
  }

  async stop(): Promise<void> {
    // The SDK may wait for ever for jobs that a failed test left behind.
    await Promise.race([this.client.close(1_000), delay(5_000)]);
  }

  /** A change that is not submitted yet. */
  prepare(options: ScenarioOptions = {}): Scenario {
    const changeId = changeIdOf(2026, this.#byChange.size + 1);
    const scenario = new Scenario(
      changeId,
      options,
      () => `Incidents: ${this.engine.incidents().join('; ') || 'none seen'}`,
    );
    this.#byChange.set(changeId, scenario);
    return scenario;
  }

  /** Submits a change as the platform does. */
  async submit(options: ScenarioOptions = {}): Promise<Scenario> {
    const scenario = this.prepare(options);
    await this.sendSubmission(scenario);
    return scenario;
  }

  sendSubmission({ changeId }: Scenario, messageId: string = changeId): Promise<unknown> {
    return this.publish('change-submitted', changeId, `submitted-${messageId}`, { changeId });
  }

  withdraw({ changeId }: Scenario): Promise<unknown> {
    return this.publish('change-withdrawn', changeId, `withdrawn-${changeId}`);
  }

  /**
   * Runs a reusable flow as another flow would call it. With `finishesTasks` it is the variant whose user tasks can be
   * completed on this engine.
   */
  async call(
    flow: 'approval' | 'implement-change',
    variables: Variables,
    { finishesTasks = false, ...options }: ScenarioOptions & { readonly finishesTasks?: boolean } = {},
  ): Promise<Scenario> {
    const scenario = this.prepare(options);
    const processId = finishesTasks && this.engine.userTasks === undefined ? `${flow}${byJob}` : flow;
    const { processInstanceKey } = await this.client.createProcessInstance({
      bpmnProcessId: 'caller',
      variables: { ...variables, flow: processId, changeId: scenario.changeId },
    });
    scenario.rootKey = processInstanceKey;
    return scenario;
  }

  /** Records a decision and tells the engine, as every door but Tasklist does. */
  async decide(scenario: Scenario, domain: string, decision: string): Promise<void> {
    const approvalId = await scenario.approval(domain);
    scenario.recorded.set(approvalId, decision);
    await this.sendDecision(approvalId);
  }

  sendDecision(approvalId: string): Promise<unknown> {
    return this.publish('approval-decided', approvalId, approvalId);
  }

  /** Completes a user task as Tasklist does. */
  async complete(task: UserTask, variables: Readonly<Record<string, string>>): Promise<void> {
    if (this.engine.userTasks !== undefined) return this.engine.userTasks.complete(task, variables);
    return this.client.completeJob({ jobKey: task.key, variables });
  }

  /** Waits until nothing of this change is left in the engine; answers the ids of its steps. */
  async ended(scenario: Scenario): Promise<string[]> {
    const rootKey = await scenario.until('the first step', () => scenario.rootKey);
    const end = Date.now() + 20_000;
    while (await this.#isRunning(rootKey)) {
      scenario.throwProblem();
      if (Date.now() > end) throw new Error(`It still runs after ${scenario.story()}`);
      await delay(25);
    }
    return scenario.path();
  }

  async answer(step: Step): Promise<Answer> {
    const scenario = this.#scenarioOf(step);
    const before = scenario.steps.filter(({ type }) => type === step.type).length;
    scenario.add(step);
    if (step.type === 'approval.open') await this.#createApproval(step, scenario);
    const script = scenario.options.script?.[step.type];
    const scripted = script?.[Math.min(before, script.length - 1)];
    return scripted === undefined ? answerOfAGoodDay(step, scenario) : scripted(step);
  }

  answered(step: Step): void {
    this.#scenarioOf(step).addAnswered(step);
  }

  endReached(step: Step): void {
    this.#scenarioOf(step).add(step);
  }

  taskOpened(task: UserTask): void {
    this.#byInstance.get(task.processInstanceKey)?.addTask(task);
    this.#visit(task);
  }

  failed(step: Step, error: unknown): void {
    this.#scenarioOf(step).fail(
      new Error(`The job ${step.type} of ${step.elementId} went wrong: ${String(error)}`, { cause: error }),
    );
  }

  #scenarioOf(step: Step): Scenario {
    const scenario = this.#byChange.get(String(step.variables.changeId));
    if (scenario === undefined) throw new Error(`${step.elementId} carries no change that is tested here`);
    if (step.bpmnProcessId === 'change-request') scenario.rootKey ??= step.processInstanceKey;
    this.#byInstance.set(step.processInstanceKey, scenario);
    this.#visit(step);
    return scenario;
  }

  async #createApproval({ variables }: Step, scenario: Scenario): Promise<void> {
    const { domain } = variables.requiredApproval as { domain: string };
    const approvalId = approvalIdOf(scenario.changeId as ChangeId, scenario.approvalIds.size + 1);
    scenario.created(domain, approvalId);
    const decision = scenario.options.decided?.[domain];
    if (decision !== undefined) await this.decide(scenario, domain, decision);
  }

  #visit({ bpmnProcessId, elementId }: { bpmnProcessId: string; elementId: string }): void {
    this.visited.add(`${bpmnProcessId.replace(byJob, '')}/${elementId}`);
  }

  publish(
    name: string,
    correlationKey: string,
    messageId: string,
    variables: Record<string, string> = {},
  ): Promise<unknown> {
    return this.client.publishMessage({ name, correlationKey, messageId, timeToLive: messageLifeMs, variables });
  }

  /** Setting no variables changes nothing, and is refused once the instance is gone. */
  async #isRunning(elementInstanceKey: string): Promise<boolean> {
    try {
      await this.client.setVariables({ elementInstanceKey, variables: {}, local: true });
      return true;
    } catch (error) {
      if (codeOf(error) === grpcNotFound) return false;
      throw error;
    }
  }
}
