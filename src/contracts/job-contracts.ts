import { completeChange } from './arena.complete-change.contract.js';
import { reopenChange } from './arena.reopen-change.contract.js';
import { escalateApproval } from './approval.escalate.contract.js';
import { openApproval } from './approval.open.contract.js';
import { remindApproval } from './approval.remind.contract.js';
import { settleApproval } from './approval.settle.contract.js';
import { approveChange } from './change.approve.contract.js';
import { concludeChange } from './change.conclude.contract.js';
import { registerChange } from './change.register.contract.js';
import { unregisterChange } from './change.unregister.contract.js';
import { validateChange } from './change.validate.contract.js';
import { cancelOrder } from './erp.cancel-order.contract.js';
import { placeOrder } from './erp.place-order.contract.js';
import { selectApprovals } from './governance.select-approvals.contract.js';
import type { JobContract } from './job-contract.js';
import { releaseChange } from './windchill.release-change.contract.js';
import { reopenChangeNotice } from './windchill.reopen-change.contract.js';

/** Every job type that a diagram may use. Boot fails unless handlers and diagrams match this list one to one. */
export const JOB_CONTRACTS: readonly JobContract[] = [
  validateChange,
  selectApprovals,
  registerChange,
  unregisterChange,
  approveChange,
  concludeChange,
  openApproval,
  settleApproval,
  remindApproval,
  escalateApproval,
  releaseChange,
  reopenChangeNotice,
  placeOrder,
  cancelOrder,
  completeChange,
  reopenChange,
];
