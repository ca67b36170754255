import type { ChangeContent } from '../../src/domain/change.js';

/** A complete engineering change; a test overrides what it is about. */
export function changeContent(overrides: Partial<ChangeContent> = {}): ChangeContent {
  return {
    type: 'engineering',
    title: 'Replace the seal of pump P-100',
    description: 'The new seal withstands 120 °C.',
    reason: 'Leaks after 400 hours.',
    site: 'plant-1',
    costImpact: 2_500,
    currency: 'EUR',
    riskClass: 'medium',
    hasSupplierImpact: false,
    affectedItems: [{ number: 'P-100-07', revision: 'B' }],
    ...overrides,
  };
}
