import type { Verdict } from '../domain/approval.js';
import type { ChangeContent, ChangeSnapshot, OwningSystemId } from '../domain/change.js';

/** What an owning system can do for an approval; "approve" is not one operation in any of them. */
export const CAPABILITIES = [
  'raise-approval',
  'act-as-approver',
  'administrative-override',
  'state-write',
  'comment-only',
  'deep-link-only',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/**
 * An instance of Arena, Windchill, ERPNext … at a site: the source of truth for its own objects.
 * Every method is idempotent: none of these systems has idempotency keys, so an adapter reads the state first,
 * counts "already there" as success, and reads back after every write (a success response proves nothing).
 * Errors: BusinessError('SYSTEM_REFUSED') when a rule of the system forbids it; TransientError; PermanentError.
 */
export abstract class OwningSystem {
  abstract readonly id: OwningSystemId;
  abstract readonly capabilities: ReadonlySet<Capability>;

  /** The object that stands for the change in this system, or null when there is none (yet). */
  abstract findObject(change: ChangeSnapshot): Promise<OwningObject | null>;
  /** Finds or creates the object that stands for the change in this system. */
  abstract registerChange(change: ChangeSnapshot): Promise<OwningObject>;
  /** Puts the object in front of the system's own approvers (submit for approval, start the work item, request approval). */
  abstract raiseApproval(change: ChangeSnapshot, objectId: string): Promise<OwningObject>;
  abstract readObject(objectId: string): Promise<OwningObject>;
  /** Writes a decision that was taken elsewhere, by the best capability, and reads it back. */
  abstract writeDecision(objectId: string, decision: DecisionToWrite): Promise<WrittenDecision>;
  /** Undoes registration and approvals as far as the system can; says how. */
  abstract revertRegistration(objectId: string, reason: string): Promise<Reversal>;
  /** The step of implement-change that belongs to this system: release, place the order, complete. */
  abstract implementChange(change: ChangeSnapshot, objectId: string): Promise<OwningObject>;
  abstract revertImplementation(change: ChangeSnapshot, objectId: string, reason: string): Promise<Reversal>;
  abstract checkHealth(): Promise<void>;
}

export interface OwningObject {
  readonly objectId: string;
  readonly number: string;
  /** The system's own word for the state, shown to people as it is. */
  readonly state: string;
  readonly url: string | null;
  /** The decision that was taken in the system itself, once there is one. */
  readonly decision: OwningSystemDecision | null;
}

export interface OwningSystemDecision {
  readonly verdict: Verdict;
  /** As the system names the person: an email address where it has one, else a user name. */
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly comment: string;
}

export interface DecisionToWrite {
  readonly verdict: Verdict;
  readonly byName: string;
  readonly byEmail: string | null;
  readonly comment: string;
  readonly approvalId: string;
}

export interface WrittenDecision {
  readonly object: OwningObject;
  readonly capability: Capability;
  /** True when the system was already in the target state and nothing was written. */
  readonly alreadyThere: boolean;
}

export interface Reversal {
  readonly undone: boolean;
  /** What was done, or why it cannot be undone: shown to people and kept in the ledger. */
  readonly how: string;
}

/** A change that was raised in an owning system, mapped to our content. */
export interface RaisedChange {
  readonly objectId: string;
  readonly content: ChangeContent;
  readonly requesterEmail: string;
}

/** Systems whose events can be read from a queue (Arena's event engine) or whose objects can start a change. */
export interface ChangeFeed {
  readonly id: OwningSystemId;
  /** Reads news since the last acknowledgement; each item is acknowledged after it was stored in the inbox. */
  poll(): Promise<readonly FeedItem[]>;
  acknowledge(item: FeedItem): Promise<void>;
  /** The change behind an object, when it is one that was raised there and waits for approval; null otherwise. */
  readRaisedChange(objectId: string): Promise<RaisedChange | null>;
}

export interface FeedItem {
  /** Unique per source: the inbox refuses repeats. */
  readonly eventId: string;
  readonly objectId: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Injection token of all owning systems of the installation, by id. */
export const OWNING_SYSTEMS = Symbol('OWNING_SYSTEMS');
export type OwningSystemMap = ReadonlyMap<OwningSystemId, OwningSystem>;

/** Injection token of the systems in which people raise changes (`readonly ChangeFeed[]`). */
export const CHANGE_FEEDS = Symbol('CHANGE_FEEDS');
