import type { ChangeType } from '../../domain/change.js';

/**
 * How a workspace is set up. GUIDs differ between workspaces, so everything is found by name.
 * docs/systems/arena.md lists what an administrator creates.
 */
export interface ArenaOptions {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly workspaceId: number;
  readonly categories: Readonly<Record<ChangeType, string>>;
  /** Put on every change that we create; left out when the workspace has no routing of this name. */
  readonly routing: string;
  readonly attributes: ArenaAttributeNames;
  /** Polls stop at this many remaining calls of the day, so that decisions can still be written. */
  readonly reservedCalls: number;
  readonly timeoutMs: number;
}

/** Only `change` is required in the workspace; values of the others are left out where they do not exist. */
export interface ArenaAttributeNames {
  readonly change: string;
  readonly type: string;
  readonly site: string;
  readonly costImpact: string;
  readonly currency: string;
  readonly riskClass: string;
  readonly supplierImpact: string;
  readonly reason: string;
  readonly affectedItems: string;
}

export const ARENA_DEFAULTS = {
  categories: {
    engineering: 'Engineering Change Order',
    document: 'Document Change Order',
    supplier: 'Supplier Change Order',
    'corrective-action': 'Corrective Action Change',
  },
  routing: 'Quality Approval',
  attributes: {
    change: 'Countersign Change',
    type: 'Change Type',
    site: 'Site',
    costImpact: 'Cost Impact',
    currency: 'Currency',
    riskClass: 'Risk Class',
    supplierImpact: 'Supplier Impact',
    reason: 'Reason',
    affectedItems: 'Affected Items',
  },
  reservedCalls: 500,
  timeoutMs: 10_000,
} as const satisfies Partial<ArenaOptions>;
