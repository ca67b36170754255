import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { ChangeFacts } from '../changes/change-review.js';
import { requiredApprovalSchema } from '../contracts/values.js';
import type { RequiredApproval } from '../domain/approval.js';
import { PermanentError } from '../domain/errors.js';
import { ProcessEngine } from '../ports/process-engine.port.js';

const ROW = requiredApprovalSchema.omit({ ruleNumber: true, tableVersion: true });

/** DMN table `selectApprovals`, evaluated by the engine that also runs the flow. */
@Injectable()
export class GovernanceTable {
  constructor(private readonly engine: ProcessEngine) {}

  /**
   * The approvals that the newest version of the table asks for, with the exact rule of each.
   * Errors: PermanentError GOVERNANCE_TABLE when the table's answer is unusable, naming the rule.
   */
  async selectApprovals(facts: ChangeFacts): Promise<RequiredApproval[]> {
    const result = await this.engine.evaluateDecision({ decisionId: 'selectApprovals', variables: facts });
    return result.matchedRules.map(({ ruleNumber, outputs }) => {
      const row = ROW.safeParse(outputs);
      if (!row.success) {
        throw new PermanentError(
          'GOVERNANCE_TABLE',
          `Rule ${ruleNumber} of selectApprovals v${result.version} is not usable: ${z.prettifyError(row.error)}. Correct the table and retry.`,
        );
      }
      return { ...row.data, ruleNumber, tableVersion: result.version };
    });
  }
}
