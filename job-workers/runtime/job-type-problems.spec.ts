import { describe, expect, it } from 'vitest';
import { readJobUses } from '../../src/adapters/camunda/bpmn-job-types.js';
import { JOB_CONTRACTS } from '../../src/contracts/job-contracts.js';
import { jobTypeProblems } from './job-type-problems.js';

const uses = (...types: string[]) => types.map((jobType) => ({ jobType, where: `place of ${jobType}` }));

describe('diagrams, contracts and handlers', () => {
  it('match when each type has one contract, one handler and at least one place in a diagram', () => {
    const found = { diagrams: uses('a', 'a', 'b'), contracts: uses('a', 'b'), handlers: uses('b', 'a') };
    expect(jobTypeProblems(found)).toEqual([]);
  });

  it('are told apart by what is missing, too much or twice', () => {
    const problems = jobTypeProblems({
      diagrams: uses('drawn only', 'no handler', 'two handlers'),
      contracts: uses('contract only', 'no handler', 'two handlers'),
      handlers: uses('handler only', 'two handlers', 'two handlers', 'contract only'),
    });
    expect(problems).toEqual([
      'contract only: in no diagram',
      'drawn only: no contract, but used in place of drawn only',
      'drawn only: no handler',
      'handler only: no contract, but used in place of handler only',
      'handler only: in no diagram',
      'no handler: no handler',
      'two handlers: 2 handlers (place of two handlers, place of two handlers)',
    ]);
  });

  it('match in this repository, as far as diagrams and contracts go', async () => {
    const contracts = JOB_CONTRACTS.map(({ type }) => ({ jobType: type, where: 'contracts' }));
    const diagrams = (await readJobUses()).map(({ jobType, file }) => ({ jobType, where: file }));
    expect(jobTypeProblems({ diagrams, contracts, handlers: contracts })).toEqual([]);
  });
});
