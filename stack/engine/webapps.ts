import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ProcessSpec } from '../process/managed-process.ts';
import { answersOk } from '../process/wait-until-ready.ts';
import { camundaHome, javaEnvironment } from './camunda-distribution.ts';

export interface WebappsOptions {
  readonly folder: string;
  readonly port: number;
  readonly managementPort: number;
  readonly clusterPort: number;
  readonly openSearchUrl: string;
  /** `host:port` of the broker's gRPC gateway. */
  readonly gatewayAddress: string;
  readonly restAddress: string;
  readonly logFile: string;
  readonly pidFile: string;
}

/**
 * The command line of Operate and Tasklist in one process of their own: in the broker's process Tasklist cannot claim
 * tasks, because it calls the engine's REST API without credentials and the `auth` profile refuses that.
 */
export async function webappsProcess(options: WebappsOptions): Promise<ProcessSpec> {
  const [home, java] = await Promise.all([camundaHome(), javaEnvironment('768m')]);
  mkdirSync(options.folder, { recursive: true });
  return {
    name: 'webapps',
    command: path.join(home, 'bin', 'camunda'),
    args: [],
    cwd: options.folder,
    env: { ...process.env, ...java, ...webappsEnvironment(options) },
    logFile: options.logFile,
    pidFile: options.pidFile,
    stopGraceMs: 20_000,
  };
}

function webappsEnvironment(options: WebappsOptions): Record<string, string> {
  const openSearch = options.openSearchUrl;
  return {
    SPRING_PROFILES_ACTIVE: 'operate,tasklist,auth',
    SERVER_ADDRESS: '127.0.0.1',
    SERVER_PORT: String(options.port),
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: String(options.managementPort),
    // It opens a cluster port too, by default the broker's own and on every address, and finds only itself there.
    ZEEBE_GATEWAY_CLUSTER_HOST: '127.0.0.1',
    ZEEBE_GATEWAY_CLUSTER_PORT: String(options.clusterPort),
    ZEEBE_GATEWAY_CLUSTER_CONTACTPOINT: `127.0.0.1:${options.clusterPort}`,
    CAMUNDA_DATABASE_TYPE: 'opensearch',
    CAMUNDA_DATABASE_URL: openSearch,
    CAMUNDA_OPERATE_DATABASE: 'opensearch',
    CAMUNDA_OPERATE_OPENSEARCH_URL: openSearch,
    CAMUNDA_OPERATE_ZEEBEOPENSEARCH_URL: openSearch,
    CAMUNDA_OPERATE_ZEEBE_GATEWAYADDRESS: options.gatewayAddress,
    CAMUNDA_OPERATE_CSRFPREVENTIONENABLED: 'false',
    CAMUNDA_TASKLIST_DATABASE: 'opensearch',
    CAMUNDA_TASKLIST_OPENSEARCH_URL: openSearch,
    CAMUNDA_TASKLIST_ZEEBEOPENSEARCH_URL: openSearch,
    CAMUNDA_TASKLIST_ZEEBE_GATEWAYADDRESS: options.gatewayAddress,
    CAMUNDA_TASKLIST_ZEEBE_RESTADDRESS: options.restAddress,
    CAMUNDA_TASKLIST_CSRFPREVENTIONENABLED: 'false',
    // Tasklist's archiver needs OpenSearch's index-management plugin, which is not there; with it Tasklist dies.
    CAMUNDA_TASKLIST_ARCHIVERENABLED: 'false',
  };
}

/** Whether both applications are up, their indices and importers included. */
export async function areWebappsReady(managementUrl: string): Promise<boolean> {
  return answersOk(`${managementUrl}/actuator/health/readiness`);
}
