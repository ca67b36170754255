import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { brokerProcess, isBrokerReady } from '../../../stack/engine/broker.ts';
import { controlClock } from '../../../stack/engine/engine-clock.ts';
import { startProcess } from '../../../stack/process/managed-process.ts';
import { waitUntilReady } from '../../../stack/process/wait-until-ready.ts';
import { freePorts } from './free-ports.ts';
import { startRecordSink, type EngineRecord } from './record-sink.ts';
import type { TestEngine, UserTask } from './test-engine.ts';

const taskRecord = z.object({
  userTaskKey: z.union([z.number(), z.string()]).transform(String),
  elementId: z.string(),
  bpmnProcessId: z.string(),
  processInstanceKey: z.union([z.number(), z.string()]).transform(String),
  candidateGroupsList: z.array(z.string()),
  dueDate: z.string(),
});

/** Camunda 8.6.0's broker alone, with a clock that tests move. Everything it writes is gone when it stops. */
export async function startTestEngine86(): Promise<TestEngine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-engine-'));
  const records = new ExportedRecords();
  const sink = await startRecordSink((record) => records.add(record));
  const ports = await freePorts(['grpc', 'rest', 'management', 'command', 'internal']);
  const restAddress = `http://127.0.0.1:${ports.rest}`;
  const spec = await brokerProcess({ dataDir: folder, ports, controlledClock: true, maximumHeap: '512m' });
  const broker = await startProcess({ ...spec, env: { ...spec.env, ...sink.environment } });
  const stop = async () => {
    await broker.stop();
    await sink.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(broker, () => isBrokerReady(restAddress), 180_000);
  } catch (error) {
    await stop();
    throw error;
  }
  const clock = controlClock(restAddress);
  return {
    grpcAddress: `grpc://127.0.0.1:${ports.grpc}`,
    advance: (milliseconds) => clock.advance(milliseconds),
    incidents: () => records.incidents,
    userTasks: {
      subscribe: (listener) => records.subscribe(listener),
      complete: (task, variables) => completeTask(restAddress, task.key, variables),
    },
    stop,
  };
}

class ExportedRecords {
  readonly incidents: string[] = [];
  readonly #tasks: UserTask[] = [];
  readonly #listeners: ((task: UserTask) => void)[] = [];

  add(record: EngineRecord): void {
    if (record.intent !== 'CREATED') return;
    if (record.valueType === 'INCIDENT') {
      this.incidents.push(`${String(record.value.elementId)}: ${String(record.value.errorMessage)}`);
    }
    if (record.valueType === 'USER_TASK') {
      const { userTaskKey, candidateGroupsList, dueDate, ...task } = taskRecord.parse(record.value);
      const created = { ...task, key: userTaskKey, candidateGroups: candidateGroupsList, dueDate: dueDate || null };
      this.#tasks.push(created);
      for (const listener of this.#listeners) listener(created);
    }
  }

  subscribe(listener: (task: UserTask) => void): void {
    this.#listeners.push(listener);
    this.#tasks.forEach(listener);
  }
}

async function completeTask(restAddress: string, key: string, variables: object): Promise<void> {
  const response = await fetch(`${restAddress}/v2/user-tasks/${key}/completion`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ variables }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`Task ${key} was not completed: ${response.status} ${await response.text()}`);
}
