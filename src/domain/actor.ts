import type { PersonId } from './ids.js';

/** A way to decide an approval. `api` is a machine or command-line client with a bearer token. */
export const DOORS = ['owning-system', 'tasklist', 'slack', 'web', 'api'] as const;
export type Door = (typeof DOORS)[number];

export const ROLES = ['requester', 'approver', 'manager', 'analyst', 'operator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts, with which rights, and through which door. Rights come from the identity provider or the directory. */
export interface Actor {
  readonly personId: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly via: Door;
}

/** Actor of the platform's own steps (timers, workers, reconciliation) in the ledger. */
export const SYSTEM_ACTOR = 'system';
