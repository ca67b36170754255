/** Types of the CloudEvents that Countersign publishes; `subject` is always the change id. */
export const EVENT_TYPES = {
  changeSubmitted: 'countersign.change.submitted.v1',
  changeWithdrawn: 'countersign.change.withdrawn.v1',
  changeApproved: 'countersign.change.approved.v1',
  changeImplemented: 'countersign.change.implemented.v1',
  changeRejected: 'countersign.change.rejected.v1',
  changeFailed: 'countersign.change.failed.v1',
  approvalOpened: 'countersign.approval.opened.v1',
  approvalDecided: 'countersign.approval.decided.v1',
  approvalReminded: 'countersign.approval.reminded.v1',
  approvalEscalated: 'countersign.approval.escalated.v1',
  approvalWithdrawn: 'countersign.approval.withdrawn.v1',
} as const;

export type EventType = (typeof EVENT_TYPES)[keyof typeof EVENT_TYPES];
