import { startEngine88 } from '../../../stack/engine/engine-8-8.ts';
import { freePorts } from './free-ports.ts';
import type { TestEngine } from './test-engine.ts';

/** Camunda 8.8.21's engine in memory. It has no REST API, so user tasks are completed as jobs on it. */
export async function startTestEngine88(): Promise<TestEngine> {
  const { grpc } = await freePorts(['grpc']);
  const engine = await startEngine88({ port: grpc });
  return {
    grpcAddress: engine.grpcAddress,
    advance: (milliseconds) => engine.clock.advance(milliseconds),
    incidents: () => [],
    stop: () => engine.stop(),
  };
}
