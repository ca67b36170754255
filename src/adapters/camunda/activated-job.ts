import { z } from 'zod';
import type { ActivatedJob } from '../../ports/job-broker.port.js';

const document = z.string().transform((text): unknown => JSON.parse(text));

/** A job as gRPC carries it: 64-bit numbers as text, variables as JSON text. */
export const activatedJobSchema = z
  .object({
    key: z.string(),
    type: z.string(),
    processInstanceKey: z.string(),
    elementInstanceKey: z.string(),
    bpmnProcessId: z.string(),
    elementId: z.string(),
    retries: z.number(),
    deadline: z.string(),
    variables: document.pipe(z.record(z.string(), z.unknown())),
  })
  .transform(({ key, type, bpmnProcessId, deadline, ...job }): ActivatedJob => ({
    ...job,
    jobKey: key,
    jobType: type,
    processId: bpmnProcessId,
    deadline: new Date(Number(deadline)),
  }));

export const activatedJobsSchema = z.object({ jobs: z.array(activatedJobSchema) });
