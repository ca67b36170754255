import type { SimulatorName } from './environment.ts';
import type { ProcessSpec } from './process/managed-process.ts';

/** The children of the stack, in the order in which they start; they end in the reverse order. */
export const serviceNames = [
  'postgres',
  'opensearch',
  'broker',
  'webapps',
  'arena',
  'windchill',
  'erpnext',
  'slack',
  'mailbox',
  'identity-provider',
  'platform',
  'workers',
] as const satisfies readonly (
  SimulatorName | 'postgres' | 'opensearch' | 'broker' | 'webapps' | 'platform' | 'workers'
)[];

export type ServiceName = (typeof serviceNames)[number];

export interface Service {
  readonly name: ServiceName;
  /** Prepares and describes the process; called at each start of it. */
  spec(): Promise<ProcessSpec>;
  isReady(): Promise<boolean>;
  readonly readyWithinMs: number;
}
