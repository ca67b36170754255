import type { CompensationOutput } from '../../src/contracts/compensation.js';
import type { Reversal } from '../../src/ports/owning-system.port.js';

/** Adds what could not be undone to what earlier compensations of the same flow reported. */
export function withFailure(
  earlier: Partial<CompensationOutput>,
  step: { readonly step: string; readonly system: string },
  reversal: Reversal,
): CompensationOutput {
  const failures = earlier.compensationFailures ?? [];
  return { compensationFailures: reversal.undone ? failures : [...failures, { ...step, reason: reversal.how }] };
}
