import { Global, Module } from '@nestjs/common';
import {
  ProcessEngine,
  UserTaskQuery,
  type CompletedUserTask,
  type DecisionRequest,
  type DecisionResult,
} from '../../src/ports/process-engine.port.js';

/** An engine whose routing table says what a test wants. */
export class FakeEngine extends ProcessEngine {
  readonly asked: DecisionRequest[] = [];
  route: (variables: DecisionRequest['variables']) => unknown = () => ({ channels: ['in-app', 'slack', 'email'] });

  async publishMessage(): Promise<void> {
    // No process waits here.
  }

  async evaluateDecision(request: DecisionRequest): Promise<DecisionResult> {
    this.asked.push(request);
    return { decisionKey: '1', version: 1, output: this.route(request.variables), matchedRules: [] };
  }

  async checkHealth(): Promise<void> {
    // Always well.
  }
}

export class FakeUserTasks extends UserTaskQuery {
  openTaskKey: string | undefined;

  async findCompletedTask(): Promise<CompletedUserTask | undefined> {
    return undefined;
  }

  async findOpenTask(): Promise<{ readonly userTaskKey: string } | undefined> {
    return this.openTaskKey === undefined ? undefined : { userTaskKey: this.openTaskKey };
  }
}

@Global()
@Module({
  providers: [
    { provide: ProcessEngine, useClass: FakeEngine },
    { provide: UserTaskQuery, useClass: FakeUserTasks },
  ],
  exports: [ProcessEngine, UserTaskQuery],
})
export class FakeEngineModule {}
