import { z } from 'zod';
import { CAPABILITIES } from '../ports/owning-system.port.js';

/** What `integration_call.response` keeps, so that a repeated step gets the same answer. */
export const storedObjectSchema = z.object({
  objectId: z.string(),
  number: z.string(),
  state: z.string(),
  url: z.string().nullable(),
  /** Approvals that the rules ask for in this system; there at registration only. */
  approvals: z.number().int().optional(),
});
export type StoredObject = z.infer<typeof storedObjectSchema>;

export const storedDecisionSchema = z.object({
  outcome: z.enum(['written', 'held', 'differs']),
  capability: z.enum(CAPABILITIES).nullable(),
  alreadyThere: z.boolean(),
  object: storedObjectSchema.nullable(),
  note: z.string().nullable(),
});
export type StoredDecision = z.infer<typeof storedDecisionSchema>;

export const storedReversalSchema = z.object({ undone: z.boolean(), how: z.string() });

/** The part of an object that is kept; its decision is read anew whenever it is needed. */
export const stored = (object: {
  objectId: string;
  number: string;
  state: string;
  url: string | null;
}): StoredObject => ({
  objectId: object.objectId,
  number: object.number,
  state: object.state,
  url: object.url,
});
