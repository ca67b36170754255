import { Camunda8 } from '@camunda8/sdk';
import { readFixture, readModels, withObservedEnds, withTasksAsJobs } from './models.ts';

export type EngineClient = ReturnType<Camunda8['getZeebeGrpcApiClient']>;

/** gRPC status codes that the suites tell apart. */
export const grpcNotFound = 5;
export const grpcAlreadyExists = 6;

export function connect(grpcAddress: string): EngineClient {
  return new Camunda8({
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    ZEEBE_GRPC_ADDRESS: grpcAddress,
    CAMUNDA_LOG_LEVEL: 'none',
  }).getZeebeGrpcApiClient();
}

/** The gRPC status code of an SDK error. */
export function codeOf(error: unknown): number | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}

/** Everything of the repository, and the flow that calls the reusable ones. */
export async function deployModels(client: EngineClient): Promise<void> {
  for (const { name, xml } of readModels('forms/*.form')) {
    await client.deployResource({ name, form: Buffer.from(xml) });
  }
  for (const { name, xml } of readModels('dmn/*.dmn')) {
    await client.deployResource({ name, decision: Buffer.from(xml) });
  }
  const flows = readModels('bpmn/*.bpmn').map(withObservedEnds);
  const asJobs = flows.filter(({ xml }) => xml.includes('<zeebe:userTask />')).map(withTasksAsJobs);
  for (const { name, xml } of [...flows, ...asJobs, withObservedEnds(readFixture('caller.bpmn'))]) {
    await client.deployResource({ name, process: Buffer.from(xml) });
  }
}
