import { z } from 'zod';
import type { OutgoingMessage } from '../ports/message-channel.port.js';

/** A message as its row keeps it. */
export const outgoingMessageSchema = z.object({
  kind: z.enum(['decide', 'reminder', 'escalation', 'decided', 'informed', 'outcome']),
  changeId: z.string(),
  approvalId: z.string().nullable(),
  subject: z.string(),
  lead: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  links: z.array(z.object({ label: z.string(), url: z.string() })),
  decidable: z.boolean(),
  contentDigest: z.string().nullable(),
}) satisfies z.ZodType<OutgoingMessage>;
