import { z } from 'zod';

/** RFC 9457 problem details. `code` is looked up in docs/errors.md. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    /** Fields that are wrong, for forms. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** Who was first, for 409 ALREADY_DECIDED. */
    decision: z
      .object({ verdict: z.string(), by: z.string(), byName: z.string(), via: z.string(), at: z.string() })
      .nullable()
      .optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;
