import { NotFoundError } from '../domain/errors.js';
import type { PersonId } from '../domain/ids.js';
import type { ChangeRequestEntity } from '../persistence/entities/change-request.entity.js';

/** A draft is its requester's own until he submits it; to others it does not exist. Errors: NotFoundError. */
export function requireVisible(change: ChangeRequestEntity, reader: PersonId): void {
  if (change.submittedAt === null && change.requester !== reader) throw new NotFoundError('change', change.id);
}
