import { Auth, Camunda8 } from '@camunda8/sdk';
import type { Env } from '../../config/env.js';
import { TransientError } from '../../domain/errors.js';
import { engineErrorOf } from './engine-errors.js';

export type EngineEnv = Pick<Env, 'ZEEBE_GRPC_ADDRESS' | 'ZEEBE_REST_ADDRESS' | 'CAMUNDA_AUTH_STRATEGY'>;
export type EngineCredentials = Auth.IHeadersProvider;
export type Zeebe = ReturnType<Camunda8['getZeebeGrpcApiClient']>;

const CALL_LIMIT_MS = 15_000;

/** One connection of an application to Camunda for commands. Job streams have their own, see ZeebeJobBroker. */
export class CamundaClient {
  readonly credentials: EngineCredentials;
  private readonly zeebe: Zeebe;
  private closed = false;

  constructor(env: EngineEnv) {
    this.credentials = credentialsOf(env);
    this.zeebe = new Camunda8({
      ZEEBE_GRPC_ADDRESS: env.ZEEBE_GRPC_ADDRESS,
      ZEEBE_REST_ADDRESS: env.ZEEBE_REST_ADDRESS,
      CAMUNDA_AUTH_STRATEGY: env.CAMUNDA_AUTH_STRATEGY,
      CAMUNDA_LOG_LEVEL: 'none',
      oAuthProvider: this.credentials,
      zeebeGrpcSettings: {
        // Retries belong to the callers, who know how long a command may take and what comes after it.
        ZEEBE_GRPC_CLIENT_RETRY: false,
        ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
        // Otherwise its timers keep a finished process alive for three seconds.
        ZEEBE_GRPC_CLIENT_CONNECTION_TOLERANCE_MS: 1,
        GRPC_KEEPALIVE_TIME_MS: 30_000,
        GRPC_KEEPALIVE_TIMEOUT_MS: 10_000,
        GRPC_INITIAL_RECONNECT_BACKOFF_MS: '500',
        GRPC_MAX_RECONNECT_BACKOFF_MS: '5000',
      },
    }).getZeebeGrpcApiClient();
  }

  /**
   * Sends one command and waits for the engine's answer, at most 15 s.
   * Errors: TransientError ENGINE_UNAVAILABLE; whatever `onError` throws for a refusal, by default PermanentError ENGINE_REFUSED.
   */
  async command<T>(name: string, send: (zeebe: Zeebe) => Promise<T>, onError = engineErrorOf): Promise<T> {
    try {
      if (this.closed) throw closedError(name);
      const answer = await within(CALL_LIMIT_MS, name, send(this.zeebe));
      // A closed SDK client answers null instead of failing; taking that for success would lose the command.
      if (answer === null || answer === undefined) throw closedError(name);
      return answer;
    } catch (error) {
      throw onError(error, name);
    }
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.zeebe.close();
  }
}

function credentialsOf({ CAMUNDA_AUTH_STRATEGY: strategy }: EngineEnv): EngineCredentials {
  switch (strategy) {
    case 'NONE':
      return new Auth.NullAuthProvider();
    case 'BASIC':
      return new Auth.BasicAuthProvider();
    case 'OAUTH':
      // Tokens stay in memory: a cache on disk would be a secret at rest.
      return new Auth.OAuthProvider({
        config: { CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true, CAMUNDA_OAUTH_FAIL_ON_ERROR: true },
      });
  }
}

const closedError = (command: string) =>
  new TransientError('ENGINE_UNAVAILABLE', `The connection to the process engine was closed before ${command}.`);

/** The SDK sets no deadline: a half-open connection would keep a command waiting for ever. */
async function within<T>(limitMs: number, command: string, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new TransientError('ENGINE_UNAVAILABLE', `The process engine did not answer ${command} in ${limitMs} ms.`),
        ),
      limitMs,
    );
  });
  try {
    return await Promise.race([call, limit]);
  } finally {
    clearTimeout(timer);
  }
}
