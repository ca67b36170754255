import type { ArenaContext } from './arena-context.ts';
import type { QualityProcess, QualityStep, SignOff } from './arena-state.ts';
import { urlView, userView } from './change-views.ts';
import { guidOf } from './guid.ts';
import { currentStep, statusOf } from './quality-service.ts';

type Json = Record<string, unknown>;

export function processView(context: ArenaContext, process: QualityProcess): Json {
  const current = currentStep(process);
  return {
    completedDateTime: process.completedDateTime,
    creationDateTime: process.creationDateTime,
    creator: userView(context, process.creator),
    currentStep: current ? { approvals: null, attributes: null, guid: current.guid } : null,
    description: process.description,
    guid: process.guid,
    name: process.name,
    number: process.number,
    owner: userView(context, process.owner),
    status: statusOf(process),
    statusMode: 'AUTOMATIC',
    targetCompletionDateTime: process.targetCompletionDateTime,
    template: { active: null, guid: process.template },
    type: process.type,
    url: urlView(context, process, 'qualityprocesses'),
  };
}

/** "No approvals are shown in responses until all approver users have entered a decision" (object_quality_process_step.md). */
export function stepView(context: ArenaContext, step: QualityStep): Json {
  const allDecided = step.decisions.length > 0 && step.decisions.every(({ decision }) => decision !== null);
  return {
    ...(step.type === 'SIGNOFF' ? { allowOwnerToAddApprovers: false } : {}),
    approvals: allDecided
      ? step.decisions.map((row) => ({ ...userView(context, row.user), decision: row.decision }))
      : null,
    assignees: { users: step.assignees.map((guid) => userView(context, guid)) },
    attributes: step.type === 'REGULAR' ? [] : null,
    ...(step.completeUser === null
      ? {}
      : { completeDateTime: step.completedDateTime, completeUser: userView(context, step.completeUser) }),
    dueDateTime: step.dueDateTime,
    guid: step.guid,
    name: step.name,
    order: step.order,
    status: step.status,
    type: step.type,
  };
}

export function decisionView(context: ArenaContext, step: QualityStep, row: SignOff): Json {
  const { guid, decision, decisionDateTime, comments, group, user } = row;
  return {
    comments,
    decision,
    decisionDateTime,
    decisionType: step.decisionType,
    ...(group === null ? {} : { group: { guid: guidOf('group', group), name: group } }),
    guid,
    user: userView(context, user),
  };
}
