import path from 'node:path';
import { z } from 'zod';
import { StackError } from './errors.ts';
import { repositoryFolder } from './folders.ts';
import type { WantedPort } from './ports.ts';

const port = (standard: number) => z.coerce.number().int().min(1).max(65_535).default(standard);
const flag = (standard: 'true' | 'false') => z.enum(['true', 'false']).default(standard);

/** Every setting of the local stack, read from the environment. */
const schema = z.object({
  /** Folder of everything the stack writes: data, logs, pid files, secrets. */
  COUNTERSIGN_HOME: z.string().min(1).default(path.join(repositoryFolder, '.countersign')),
  /** Platform and web page. */
  COUNTERSIGN_PORT: port(3000),
  /** Address the platform listens on; everything else stays on 127.0.0.1. */
  COUNTERSIGN_HOST: z.string().min(1).default('127.0.0.1'),
  WORKERS_PORT: port(3001),
  CAMUNDA_REST_PORT: port(8080),
  CAMUNDA_GRPC_PORT: port(26500),
  CAMUNDA_COMMAND_PORT: port(26501),
  CAMUNDA_INTERNAL_PORT: port(26502),
  CAMUNDA_MANAGEMENT_PORT: port(9600),
  /** Operate and Tasklist. */
  WEBAPPS_PORT: port(8081),
  WEBAPPS_MANAGEMENT_PORT: port(9601),
  WEBAPPS_CLUSTER_PORT: port(26503),
  OPENSEARCH_PORT: port(9200),
  OPENSEARCH_TRANSPORT_PORT: port(9300),
  POSTGRES_PORT: port(5442),
  /** The page that shows the mails; its SMTP port is the sixth of the simulators' ports. */
  MAILBOX_PORT: port(8025),
  /** Arena; Windchill, ERPNext, Slack, the identity provider and SMTP take the next five. */
  SIMULATORS_BASE_PORT: port(4001),
  /** Lets tests and the demo move the engine's time. Harmless while nobody moves it. */
  COUNTERSIGN_CONTROLLED_CLOCK: flag('true'),
  /** Submits one change when the database is empty. */
  COUNTERSIGN_SAMPLE_CHANGE: flag('true'),
  /** With it, events go through this RabbitMQ. */
  RABBITMQ_URL: z.string().optional(),
  LOG_LEVEL: z.string().optional(),
});

export type SettingName = keyof z.infer<typeof schema>;

/** Every port of the stack by its use. */
export const portsSchema = z.object({
  platform: z.number(),
  workers: z.number(),
  rest: z.number(),
  grpc: z.number(),
  command: z.number(),
  internal: z.number(),
  management: z.number(),
  webapps: z.number(),
  webappsManagement: z.number(),
  webappsCluster: z.number(),
  openSearch: z.number(),
  openSearchTransport: z.number(),
  postgres: z.number(),
  mailbox: z.number(),
  arena: z.number(),
  windchill: z.number(),
  erpnext: z.number(),
  slack: z.number(),
  identityProvider: z.number(),
  smtp: z.number(),
});

export type StackPorts = Readonly<z.infer<typeof portsSchema>>;

export interface StackSettings {
  readonly home: string;
  readonly host: string;
  readonly ports: StackPorts;
  readonly controlledClock: boolean;
  readonly sampleChange: boolean;
  readonly rabbitMqUrl: string | undefined;
  readonly logLevel: string | undefined;
}

/** Reads the settings. Throws CSTACK-SETTING with one line per setting that is wrong. */
export function readSettings(source: Readonly<Record<string, string | undefined>> = process.env): StackSettings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new StackError('CSTACK-SETTING', `A setting is wrong: ${problems.join('; ')}. Correct it and start again.`);
  }
  const value = parsed.data;
  return {
    home: path.resolve(value.COUNTERSIGN_HOME),
    host: value.COUNTERSIGN_HOST,
    controlledClock: value.COUNTERSIGN_CONTROLLED_CLOCK === 'true',
    sampleChange: value.COUNTERSIGN_SAMPLE_CHANGE === 'true',
    rabbitMqUrl: value.RABBITMQ_URL,
    logLevel: value.LOG_LEVEL,
    ports: portsOf(value),
  };
}

function portsOf(value: z.infer<typeof schema>): StackPorts {
  return {
    platform: value.COUNTERSIGN_PORT,
    workers: value.WORKERS_PORT,
    rest: value.CAMUNDA_REST_PORT,
    grpc: value.CAMUNDA_GRPC_PORT,
    command: value.CAMUNDA_COMMAND_PORT,
    internal: value.CAMUNDA_INTERNAL_PORT,
    management: value.CAMUNDA_MANAGEMENT_PORT,
    webapps: value.WEBAPPS_PORT,
    webappsManagement: value.WEBAPPS_MANAGEMENT_PORT,
    webappsCluster: value.WEBAPPS_CLUSTER_PORT,
    openSearch: value.OPENSEARCH_PORT,
    openSearchTransport: value.OPENSEARCH_TRANSPORT_PORT,
    postgres: value.POSTGRES_PORT,
    mailbox: value.MAILBOX_PORT,
    arena: value.SIMULATORS_BASE_PORT,
    windchill: value.SIMULATORS_BASE_PORT + 1,
    erpnext: value.SIMULATORS_BASE_PORT + 2,
    slack: value.SIMULATORS_BASE_PORT + 3,
    identityProvider: value.SIMULATORS_BASE_PORT + 4,
    smtp: value.SIMULATORS_BASE_PORT + 5,
  };
}

const portUses: readonly (readonly [use: keyof StackPorts, service: string, setting: SettingName])[] = [
  ['platform', 'the platform', 'COUNTERSIGN_PORT'],
  ['workers', 'the job workers', 'WORKERS_PORT'],
  ['rest', "Camunda's REST API", 'CAMUNDA_REST_PORT'],
  ['grpc', "Camunda's gRPC API", 'CAMUNDA_GRPC_PORT'],
  ['command', "Camunda's command API", 'CAMUNDA_COMMAND_PORT'],
  ['internal', "Camunda's internal API", 'CAMUNDA_INTERNAL_PORT'],
  ['management', "Camunda's management API", 'CAMUNDA_MANAGEMENT_PORT'],
  ['webapps', 'Operate and Tasklist', 'WEBAPPS_PORT'],
  ['webappsManagement', 'the management API of Operate and Tasklist', 'WEBAPPS_MANAGEMENT_PORT'],
  ['webappsCluster', 'the cluster API of Operate and Tasklist', 'WEBAPPS_CLUSTER_PORT'],
  ['openSearch', 'OpenSearch', 'OPENSEARCH_PORT'],
  ['openSearchTransport', "OpenSearch's transport", 'OPENSEARCH_TRANSPORT_PORT'],
  ['postgres', 'PostgreSQL', 'POSTGRES_PORT'],
  ['mailbox', 'the mailbox page', 'MAILBOX_PORT'],
  ['arena', 'the Arena simulator', 'SIMULATORS_BASE_PORT'],
  ['windchill', 'the Windchill simulator', 'SIMULATORS_BASE_PORT'],
  ['erpnext', 'the ERPNext simulator', 'SIMULATORS_BASE_PORT'],
  ['slack', 'the Slack simulator', 'SIMULATORS_BASE_PORT'],
  ['identityProvider', 'the identity provider', 'SIMULATORS_BASE_PORT'],
  ['smtp', "the mailbox's SMTP", 'SIMULATORS_BASE_PORT'],
];

/** Every port of the stack with the service that needs it and the setting that moves it. */
export function wantedPorts(ports: StackPorts): readonly WantedPort[] {
  return portUses.map(([use, service, setting]) => ({ port: ports[use], service, setting }));
}
