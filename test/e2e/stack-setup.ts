import { rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { repositoryFolder } from '../../stack/folders.ts';
import { readSettings } from '../../stack/settings.ts';
import { startStack } from '../../stack/stack.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    stackHome: string;
  }
}

/** Ports of their own, so that the tests run beside a local stack. */
export const E2E_SETTINGS = {
  COUNTERSIGN_HOME: path.join(repositoryFolder, '.countersign', 'e2e'),
  COUNTERSIGN_SAMPLE_CHANGE: 'false',
  COUNTERSIGN_PORT: '13000',
  WORKERS_PORT: '13001',
  CAMUNDA_REST_PORT: '18080',
  CAMUNDA_GRPC_PORT: '16500',
  CAMUNDA_COMMAND_PORT: '16501',
  CAMUNDA_INTERNAL_PORT: '16502',
  CAMUNDA_MANAGEMENT_PORT: '19600',
  WEBAPPS_PORT: '18081',
  WEBAPPS_MANAGEMENT_PORT: '19601',
  WEBAPPS_CLUSTER_PORT: '16503',
  OPENSEARCH_PORT: '19200',
  OPENSEARCH_TRANSPORT_PORT: '19300',
  POSTGRES_PORT: '15442',
  MAILBOX_PORT: '18025',
  SIMULATORS_BASE_PORT: '14001',
};

/** One full stack for all end-to-end tests of a run; its launcher restarts what the tests kill. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  rmSync(E2E_SETTINGS.COUNTERSIGN_HOME, { recursive: true, force: true });
  const stack = await startStack(readSettings(E2E_SETTINGS));
  project.provide('stackHome', E2E_SETTINGS.COUNTERSIGN_HOME);
  return () => stack.stop();
}
