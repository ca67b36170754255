import { z } from 'zod';

/** What a compensation job returns: empty when it undid its step, else what a person must do by hand. */
export const compensationOutputSchema = z.object({
  compensationFailures: z.array(z.object({ step: z.string(), system: z.string(), reason: z.string() })),
});
export type CompensationOutput = z.infer<typeof compensationOutputSchema>;

/** Earlier failures travel along, so that one process variable collects them all. */
export const compensationInputSchema = compensationOutputSchema.partial();
