import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { brokerProcess, isBrokerReady } from '../../../stack/engine/broker.ts';
import { startProcess, type ManagedProcess } from '../../../stack/process/managed-process.ts';
import { waitUntilReady } from '../../../stack/process/wait-until-ready.ts';
import { freePorts } from '../../process/engines/free-ports.ts';
import { startRecordSink, type EngineRecord } from '../../process/engines/record-sink.ts';

const jobRecord = z.object({
  type: z.string(),
  worker: z.string(),
  retries: z.number(),
  retryBackoff: z.number(),
  errorMessage: z.string(),
  errorCode: z.string(),
  variables: z.record(z.string(), z.unknown()),
  elementInstanceKey: z.union([z.number(), z.string()]).transform(String),
});

/** What happened to a job, as the engine itself recorded it. */
export type JobEvent = z.output<typeof jobRecord> & { readonly intent: string };

/** A real 8.6.0 broker that can be killed and started upon the same data. */
export interface WorkerEngine {
  readonly grpcAddress: string;
  events(jobType: string, intent: string): JobEvent[];
  /** Messages of the incidents of this job type's only element, which has the type's name. */
  incidents(jobType: string): string[];
  killBroker(): Promise<void>;
  startBroker(): Promise<void>;
  dispose(): Promise<void>;
}

/** `settings` are further settings of the broker, by their environment variables. */
export async function startWorkerEngine(settings: Readonly<Record<string, string>> = {}): Promise<WorkerEngine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'countersign-workers-'));
  const records: EngineRecord[] = [];
  const sink = await startRecordSink((record) => records.push(record));
  const ports = await freePorts(['grpc', 'rest', 'management', 'command', 'internal']);
  const spec = await brokerProcess({ dataDir: folder, ports, maximumHeap: '512m' });
  const env = { ...spec.env, ...sink.environment, ...settings, ZEEBE_BROKER_EXPORTERS_RECORDS_ARGS_INDEX_JOB: 'true' };
  let broker: ManagedProcess | undefined;

  const engine: WorkerEngine = {
    grpcAddress: `grpc://127.0.0.1:${ports.grpc}`,
    events: (jobType, intent) =>
      records
        .filter((record) => record.valueType === 'JOB' && record.intent === intent && record.value['type'] === jobType)
        .map((record) => ({ ...jobRecord.parse(record.value), intent })),
    incidents: (jobType) =>
      records
        .filter(
          ({ valueType, intent, value }) =>
            valueType === 'INCIDENT' && intent === 'CREATED' && value['elementId'] === jobType,
        )
        .map(({ value }) => String(value['errorMessage'])),
    async startBroker() {
      const child = await startProcess({ ...spec, env });
      broker = child;
      await waitUntilReady(child, () => isBrokerReady(`http://127.0.0.1:${ports.rest}`), 120_000);
    },
    async killBroker() {
      broker?.kill('SIGKILL');
      await broker?.exited;
    },
    async dispose() {
      // Its data is thrown away, so an orderly stop would only take time.
      await engine.killBroker();
      await sink.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await engine.startBroker();
  } catch (error) {
    await engine.dispose();
    throw error;
  }
  return engine;
}
