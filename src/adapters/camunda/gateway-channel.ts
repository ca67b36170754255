import { createRequire } from 'node:module';
import {
  credentials,
  loadPackageDefinition,
  type CallOptions,
  type ClientReadableStream,
  type Metadata,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

type Message = Readonly<Record<string, unknown>>;
type Answer<T> = (error: ServiceError | null, answer?: T) => void;
type Unary = (request: Message, metadata: Metadata, options: CallOptions, answer: Answer<unknown>) => unknown;
type Streaming = (request: Message, metadata: Metadata, options: CallOptions) => ClientReadableStream<unknown>;

/** The calls of Camunda's gateway that jobs need, named as in its protocol. */
export interface GatewayChannel {
  readonly StreamActivatedJobs: Streaming;
  readonly ActivateJobs: Streaming;
  readonly CompleteJob: Unary;
  readonly FailJob: Unary;
  readonly ThrowError: Unary;
  close(): void;
}

type GatewayConstructor = new (
  address: string,
  security: ReturnType<typeof credentials.createInsecure>,
  options: Readonly<Record<string, number>>,
) => GatewayChannel;

/** The protocol file that the SDK ships. */
const protocol = createRequire(import.meta.url).resolve('@camunda8/sdk/dist/proto/zeebe.proto');

/** The gateway closes connections that ping more often than every 30 s. */
const OPTIONS = {
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 250,
  'grpc.max_reconnect_backoff_ms': 2_000,
  // Each channel has its own connection: rebuilding one must not come back to a shared, broken one.
  'grpc.use_local_subchannel_pool': 1,
};

/** Opens a channel; it connects with its first call. `grpcs://` means TLS with the system's and NODE_EXTRA_CA_CERTS' roots. */
export function openGatewayChannel(address: string): GatewayChannel {
  const { protocol: scheme, host } = new URL(address);
  const definition = loadSync(protocol, { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true });
  const loaded = loadPackageDefinition(definition)['gateway_protocol'];
  const secure = scheme === 'grpcs:' || scheme === 'https:';
  return new (gatewayOf(loaded))(host, secure ? credentials.createSsl() : credentials.createInsecure(), OPTIONS);
}

function gatewayOf(loaded: unknown): GatewayConstructor {
  if (typeof loaded === 'object' && loaded !== null && 'Gateway' in loaded && typeof loaded.Gateway === 'function') {
    return loaded.Gateway as GatewayConstructor;
  }
  throw new Error(`${protocol} does not define the service gateway_protocol.Gateway.`);
}
