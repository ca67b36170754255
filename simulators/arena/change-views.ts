import { userByGuid, type ArenaContext } from './arena-context.ts';
import type { Change, Vote } from './arena-state.ts';
import { ATTRIBUTES, CATEGORIES, ROUTINGS } from './workspace.ts';

type Json = Record<string, unknown>;

export function userView(context: ArenaContext, guid: string): Json {
  const { email, fullName } = userByGuid(context, guid);
  return { email, fullName, guid };
}

/** `api` and `app` name the same object by different ids, as in the product. */
export const urlView = (context: ArenaContext, change: { guid: string; viewId: string }, collection: string): Json => ({
  api: `${context.publicUrl()}/v1/${collection}/${change.guid}`,
  app: `${context.publicUrl()}/${change.viewId}`,
});

/** The short form of lists: no description, no routings, no attributes. */
export function compactChange(context: ArenaContext, change: Change): Json {
  return {
    category: { guid: change.category },
    creationDateTime: change.creationDateTime,
    creator: userView(context, change.creator),
    effectiveDateTime: change.effectiveDateTime,
    ...(change.effectivityType === 'TEMPORARY' ? { expirationDateTime: change.expirationDateTime } : {}),
    guid: change.guid,
    implementationStatus: change.implementationStatus,
    lifecycleDateTime: change.lifecycleDateTime,
    lifecycleStatus: { type: change.lifecycleStatus },
    number: change.number,
    submissionDateTime: change.submissionDateTime,
    title: change.title,
    url: urlView(context, change, 'changes'),
  };
}

/** The whole change. `routings[].decisions` is an assumption; everything else is ARENA-DOC endpoint_get_change.md. */
export function fullChange(context: ArenaContext, change: Change): Json {
  const category = CATEGORIES.find((candidate) => candidate.guid === change.category);
  return {
    ...compactChange(context, change),
    additionalAttributes: attributesView(change),
    approvalDeadlineDateTime: change.approvalDeadlineDateTime,
    category: { guid: change.category, name: category?.name, path: category?.path },
    description: change.description,
    effectivityType: change.effectivityType,
    ...(change.effectivityType === 'PERMANENT_ON_DATE'
      ? { effectivityPlannedDateTime: change.effectivityPlannedDateTime }
      : {}),
    enforceApprovalDeadline: change.enforceApprovalDeadline,
    routingAdmins: change.routingAdmins.map((guid) => userView(context, guid)),
    routings: change.routings.map((guid) => routingView(context, change, guid)),
    submitter: change.submitter === null ? null : userView(context, change.submitter),
    ...(change.withdrawnDateTime === null ? {} : { withdrawnDateTime: change.withdrawnDateTime }),
  };
}

function attributesView(change: Change): Json[] {
  return ATTRIBUTES.flatMap(({ apiName, guid, name, fieldType }) => {
    const value = change.additionalAttributes[guid];
    if (value === undefined) return [];
    return [
      { apiName, fieldType, guid, ...(fieldType === 'FIXED_DROP_DOWN' ? { multiSelect: false } : {}), name, value },
    ];
  });
}

function routingView(context: ArenaContext, change: Change, guid: string): Json {
  const votes = change.votes.filter((vote) => vote.routing === guid);
  return {
    guid,
    name: ROUTINGS.find((routing) => routing.guid === guid)?.name,
    decisions: votes.map((vote) => voteView(context, vote)),
  };
}

/** In the form of a quality sign-off's decision, the only vote whose form is documented. */
export function voteView(context: ArenaContext, vote: Vote): Json {
  const { comments, decision, decisionDateTime, guid, user } = vote;
  return { comments, decision, decisionDateTime, decisionType: 'ONE_REQUIRED', guid, user: userView(context, user) };
}
