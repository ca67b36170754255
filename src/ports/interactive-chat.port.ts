/** A chat in which people press buttons and fill in dialogs. Failures are TransientError or PermanentError. */
export abstract class InteractiveChat {
  /** The workspace that the app is installed in; people of others have no say here. */
  abstract workspaceId(): Promise<string>;

  /** Opens the dialog that asks for the reason of a rejection. Slack allows three seconds after the press. */
  abstract askForReason(triggerId: string, subject: DecisionSubject): Promise<void>;

  /** Tells one person something that nobody else sees, as the answer to his press. */
  abstract tellPrivately(responseUrl: string, text: string): Promise<void>;
}

/** Names of the elements that a message or dialog consists of, and that come back with a press. */
export const APPROVE_ACTION = 'approve';
export const REJECT_ACTION = 'reject';
export const REASON_DIALOG = 'reject-approval';
export const REASON_FIELD = 'reason';

/** All that a button says: which approval, and which content was shown. Nothing in it grants anything. */
export interface DecisionSubject {
  readonly approvalId: string;
  readonly contentDigest: string;
}

export const encodeSubject = ({ approvalId, contentDigest }: DecisionSubject): string =>
  `${approvalId} ${contentDigest}`;

/** Undefined for text that no button of ours carries. */
export function decodeSubject(value: string): DecisionSubject | undefined {
  const [, approvalId, contentDigest] = /^(CR-\d{4}-\d{6}-A\d{1,4}) ([0-9a-f]{64})$/.exec(value) ?? [];
  return approvalId === undefined || contentDigest === undefined ? undefined : { approvalId, contentDigest };
}
