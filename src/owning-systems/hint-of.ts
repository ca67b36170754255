import { z } from 'zod';
import type { OwningSystemId } from '../domain/change.js';

/** What a webhook tells us. Nothing in it is believed: it only says which object to read. */
export interface Hint {
  /** Identity of the event, where the product gives one; a repeat is refused by it. */
  readonly eventId: string | null;
  /** Null: there is news, but it is not said about what. */
  readonly objectId: string | null;
}

const windchillSchema = z.object({ ObjectID: z.string().min(1).max(200), Event: z.string().max(100).optional() });
const frappeSchema = z.object({
  doctype: z.string().max(140).optional(),
  name: z.string().min(1).max(140),
  modified: z.string().max(40).optional(),
});

const NO_OBJECT: Hint = { eventId: null, objectId: null };

/** Reads the hint of a system's webhook; a body that is not understood still means that there is news. */
export function hintOf(system: OwningSystemId, body: unknown): Hint {
  switch (system) {
    case 'arena':
      // The payload of Arena's webhooks is not published: a ping to look into the event queue.
      return NO_OBJECT;
    case 'windchill': {
      const hint = windchillSchema.safeParse(body);
      return hint.success ? { eventId: null, objectId: hint.data.ObjectID } : NO_OBJECT;
    }
    case 'erpnext': {
      const hint = frappeSchema.safeParse(body);
      if (!hint.success) return NO_OBJECT;
      const { doctype = 'Purchase Order', name, modified } = hint.data;
      if (doctype !== 'Purchase Order') return NO_OBJECT;
      // Frappe sends no delivery id; a document's state is identified by its time stamp.
      return { eventId: modified === undefined ? null : `${name}@${modified}`, objectId: name };
    }
  }
}
