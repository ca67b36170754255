import type { JobContract } from '../../contracts/job-contract.js';
import type { JobUse } from './bpmn-job-types.js';

/** What is wrong with the diagrams' job types, one line each; empty when every one of them has a contract. */
export function modelProblems(uses: readonly JobUse[], contracts: readonly JobContract[]): string[] {
  const known = new Set(contracts.map(({ type }) => type));
  return uses
    .filter(({ jobType }) => !known.has(jobType))
    .map(({ jobType, file, elementId }) =>
      jobType.startsWith('=')
        ? `${file}: the job type of ${elementId} is an expression (${jobType}). Write the type itself, so that it can be checked.`
        : `${file}: ${elementId} asks for job type "${jobType}", for which there is no contract in src/contracts.`,
    );
}
