import type { ApprovalId, ChangeId } from '../domain/ids.js';
import type { Person } from '../identities/person-directory.js';
import type { OutgoingMessage } from '../ports/message-channel.port.js';
import type { RoutingFacts } from './routing-table.js';

/** One thing that some people are told for one cause. */
export interface Announcement {
  /** What makes it one: the same cause never reaches a person twice on one channel. */
  readonly cause: string;
  readonly changeId: ChangeId;
  readonly approvalId: ApprovalId | null;
  readonly routing: RoutingFacts;
  readonly audience: readonly Person[];
  readonly compose: (person: Person) => OutgoingMessage;
}
