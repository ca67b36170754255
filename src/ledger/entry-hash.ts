import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { LedgerEntryEntity } from '../persistence/entities/ledger-entry.entity.js';

/** Hash before the first entry of every chain. */
export const GENESIS_HASH = '0'.repeat(64);

/** SHA-256 over the RFC 8785 canonical JSON of a value: the same content gives the same digest on every machine. */
export function digestOf(value: unknown): string {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new TypeError('Only JSON values have a digest.');
  return createHash('sha256').update(canonical).digest('hex');
}

/** Hash of a ledger entry: over everything it says and the hash of the entry before it. */
export function entryHash(entry: Omit<LedgerEntryEntity, 'hash'>): string {
  return digestOf({
    changeId: entry.changeId,
    index: entry.index,
    at: entry.at.toISOString(),
    kind: entry.kind,
    actor: entry.actor,
    via: entry.via,
    facts: entry.facts,
    previousHash: entry.previousHash,
  });
}
