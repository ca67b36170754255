import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { requireFreePorts } from '../ports.ts';
import { startProcess, type ManagedProcess, type ProcessSpec } from '../process/managed-process.ts';
import { endProcess } from '../process/end-process.ts';
import { readLivePidFile } from '../process/pid-file.ts';
import { getJson, waitUntilReady } from '../process/wait-until-ready.ts';
import { camundaHome, javaEnvironment } from './camunda-distribution.ts';
import { controlClock, type EngineClock } from './engine-clock.ts';

export interface BrokerPorts {
  readonly grpc: number;
  readonly rest: number;
  readonly management: number;
  readonly command: number;
  readonly internal: number;
}

export interface BrokerOptions {
  /** State and log of the engine; a broker that still runs on it is stopped first. */
  readonly dataDir: string;
  readonly ports: BrokerPorts;
  /** Lets `clock` move the engine's time. Default false. */
  readonly controlledClock?: boolean;
  /** With it the broker exports to OpenSearch and answers searches; without, it runs alone. */
  readonly openSearchUrl?: string;
  /** Default: `broker.log` beside the data. */
  readonly logFile?: string;
  readonly pidFile?: string;
  /** Default 768m. */
  readonly maximumHeap?: string;
}

export interface Broker {
  readonly grpcAddress: string;
  readonly restAddress: string;
  readonly pid: number;
  readonly process: ManagedProcess;
  /** Works on a broker that was started with `controlledClock`. */
  readonly clock: EngineClock;
  stop(): Promise<void>;
}

const portNames = ['grpc', 'rest', 'management', 'command', 'internal'] as const;

const topology = z.object({
  brokers: z.array(z.object({ partitions: z.array(z.object({ role: z.string(), health: z.string() })) })),
});

/** Starts a Camunda 8.6.0 broker with its gateway on 127.0.0.1 and returns when it leads a healthy partition (about 10 s). */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const spec = await brokerProcess(options);
  const left = spec.pidFile === undefined ? undefined : readLivePidFile(spec.pidFile);
  if (left !== undefined) await endProcess(left, 'SIGTERM', 30_000);

  // A broker that cannot bind stays up without ever becoming ready.
  await requireFreePorts(portNames.map((use) => ({ port: options.ports[use], service: `the broker (${use})` })));
  const child = await startProcess(spec);
  const restAddress = `http://127.0.0.1:${options.ports.rest}`;
  try {
    await waitUntilReady(child, () => isBrokerReady(restAddress), 180_000);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return {
    grpcAddress: `grpc://127.0.0.1:${options.ports.grpc}`,
    restAddress,
    pid: child.pid,
    process: child,
    clock: controlClock(restAddress),
    stop: () => child.stop(),
  };
}

/** Whether the broker leads a healthy partition. */
export async function isBrokerReady(restAddress: string): Promise<boolean> {
  const { brokers } = topology.parse(await getJson(`${restAddress}/v2/topology`));
  const partitions = brokers.flatMap((broker) => broker.partitions);
  return partitions.length > 0 && partitions.every(({ role, health }) => role === 'leader' && health === 'healthy');
}

/** The command line and environment of the broker; fetches the distribution first if needed. */
export async function brokerProcess(options: BrokerOptions): Promise<ProcessSpec> {
  const [home, java] = await Promise.all([camundaHome(), javaEnvironment(options.maximumHeap ?? '768m')]);
  mkdirSync(options.dataDir, { recursive: true });
  return {
    name: 'broker',
    command: path.join(home, 'bin', 'broker'),
    args: [],
    cwd: options.dataDir,
    env: { ...process.env, ...java, ...brokerEnvironment(options) },
    logFile: options.logFile ?? path.join(options.dataDir, 'broker.log'),
    pidFile: options.pidFile ?? path.join(options.dataDir, 'broker.pid'),
    stopGraceMs: 30_000,
  };
}

function brokerEnvironment({ dataDir, ports, controlledClock, openSearchUrl }: BrokerOptions): Record<string, string> {
  return {
    ZEEBE_BROKER_DATA_DIRECTORY: path.join(dataDir, 'data'),
    ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.command),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.internal),
    ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS: `127.0.0.1:${ports.internal}`,
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.grpc),
    SERVER_ADDRESS: '127.0.0.1',
    SERVER_PORT: String(ports.rest),
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: String(ports.management),
    ZEEBE_CLOCK_CONTROLLED: String(controlledClock ?? false),
    ...(openSearchUrl === undefined ? {} : exporterEnvironment(openSearchUrl)),
  };
}

function exporterEnvironment(url: string): Record<string, string> {
  return {
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_CLASSNAME: 'io.camunda.zeebe.exporter.opensearch.OpensearchExporter',
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_URL: url,
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_BULK_DELAY: '1',
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_BULK_SIZE: '1000',
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_INDEX_NUMBEROFREPLICAS: '0',
    CAMUNDA_DATABASE_TYPE: 'opensearch',
    CAMUNDA_DATABASE_URL: url,
    CAMUNDA_REST_QUERY_ENABLED: 'true',
  };
}
