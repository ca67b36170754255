import { guidOf } from './guid.ts';

export interface StepTemplate {
  readonly name: string;
  readonly type: 'REGULAR' | 'SIGNOFF';
  /** Who signs off, and how many of them are needed. */
  readonly signOff?: { readonly group: string; readonly decisionType: 'ALL_REQUIRED' | 'ONE_REQUIRED' };
}

export interface QualityTemplate {
  readonly guid: string;
  readonly name: string;
  readonly prefix: string;
  readonly steps: readonly StepTemplate[];
}

const template = (name: string, prefix: string, steps: readonly StepTemplate[]): QualityTemplate => ({
  guid: guidOf('quality-template', name),
  name,
  prefix,
  steps,
});

/** The quality process templates of the sample workspace. */
export const QUALITY_TEMPLATES: readonly QualityTemplate[] = [
  template('Corrective Action', 'CAR-', [
    { name: 'Problem Description', type: 'REGULAR' },
    { name: 'Plan Approval', type: 'SIGNOFF', signOff: { group: 'quality-approvers', decisionType: 'ALL_REQUIRED' } },
    { name: 'Verification', type: 'REGULAR' },
  ]),
  template('Nonconformance', 'NCMR-', [
    { name: 'Containment', type: 'REGULAR' },
    { name: 'Disposition', type: 'SIGNOFF', signOff: { group: 'quality-approvers', decisionType: 'ONE_REQUIRED' } },
  ]),
];
