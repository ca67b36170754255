import { envSchema, type Env } from '../../config/env.js';
import { CamundaClient, type EngineEnv } from './camunda-client.js';
import { deployModels, retryWhileUnavailable } from './deploy-models.js';
import { ZeebeProcessEngine } from './zeebe-process-engine.adapter.js';

const engineEnvSchema = envSchema.pick({
  ZEEBE_GRPC_ADDRESS: true,
  ZEEBE_REST_ADDRESS: true,
  CAMUNDA_AUTH_STRATEGY: true,
});
const WAIT_FOR_ENGINE_MS = 180_000;

/** Deploys the models of this repository: `node dist/src/adapters/camunda/deploy.js`. Needs the engine's settings alone. */
async function main(): Promise<void> {
  const env: EngineEnv & Partial<Env> = engineEnvSchema.parse(process.env);
  const camunda = new CamundaClient(env);
  try {
    await retryWhileUnavailable(WAIT_FOR_ENGINE_MS, () => new ZeebeProcessEngine(camunda).checkHealth());
    await retryWhileUnavailable(WAIT_FOR_ENGINE_MS, () =>
      deployModels(camunda, ({ file, id, version, key }) =>
        console.log(`${file}: ${id} version ${version} (key ${key})`),
      ),
    );
  } finally {
    await camunda.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
