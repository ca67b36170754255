import { selectApprovals } from '../../src/contracts/governance.select-approvals.contract.js';
import { GovernanceTable } from '../../src/governance/governance-table.js';
import type { HandlesJob, InputOf, OutputOf } from '../runtime/job-context.js';
import { JobHandler } from '../runtime/job-handler.decorator.js';

@JobHandler(selectApprovals)
export class SelectApprovalsWorker implements HandlesJob<typeof selectApprovals> {
  constructor(private readonly table: GovernanceTable) {}

  async handle({ facts }: InputOf<typeof selectApprovals>): Promise<OutputOf<typeof selectApprovals>> {
    const required = await this.table.selectApprovals(facts);
    return {
      requiredApprovals: required.map((row) => ({
        ...row,
        consulted: [...row.consulted],
        informed: [...row.informed],
      })),
    };
  }
}
