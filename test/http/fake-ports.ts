import { Global, Module } from '@nestjs/common';
import { EventBus, type EventSubscription } from '../../src/ports/event-bus.port.js';
import {
  ProcessEngine,
  UserTaskQuery,
  type CompletedUserTask,
  type DecisionResult,
  type EngineMessage,
} from '../../src/ports/process-engine.port.js';
import { ProcessMonitor, type ProcessPosition } from '../../src/ports/process-monitor.port.js';

/** Takes every message and runs nothing. */
export class RecordingEngine extends ProcessEngine {
  readonly messages: EngineMessage[] = [];

  publishMessage(message: EngineMessage): Promise<void> {
    this.messages.push(message);
    return Promise.resolve();
  }

  evaluateDecision(): Promise<DecisionResult> {
    return Promise.resolve({ decisionKey: '1', version: 1, output: [], matchedRules: [] });
  }

  checkHealth(): Promise<void> {
    return Promise.resolve();
  }
}

class NoUserTasks extends UserTaskQuery {
  findCompletedTask(): Promise<CompletedUserTask | undefined> {
    return Promise.resolve(undefined);
  }

  findOpenTask(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

class NoPositions extends ProcessMonitor {
  positions(): Promise<readonly ProcessPosition[]> {
    return Promise.resolve([]);
  }
}

class SilentBus extends EventBus {
  readonly subscriptions: EventSubscription[] = [];

  publish(): Promise<void> {
    return Promise.resolve();
  }

  subscribe(subscription: EventSubscription): void {
    this.subscriptions.push(subscription);
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  checkHealth(): Promise<void> {
    return Promise.resolve();
  }
}

const ports = [
  { provide: ProcessEngine, useClass: RecordingEngine },
  { provide: UserTaskQuery, useClass: NoUserTasks },
  { provide: ProcessMonitor, useClass: NoPositions },
  { provide: EventBus, useClass: SilentBus },
];

/** Stands where the root module binds adapters: an engine and a bus that take everything and do nothing. */
@Global()
@Module({ providers: ports, exports: ports.map(({ provide }) => provide) })
export class FakePortsModule {}
