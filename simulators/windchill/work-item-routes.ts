import { Router } from 'express';
import { z } from 'zod';
import { noticeView } from './change-notice-view.ts';
import { keyOf } from './entity-key.ts';
import { parseBody } from './odata-body.ts';
import { notFound } from './odata-error.ts';
import { queryCollection, queryEntity, type Navigations } from './odata-query.ts';
import { userView } from './principals.ts';
import type { Services } from './services.ts';
import { principalById, type WindchillContext } from './windchill-context.ts';
import type { WorkItem } from './windchill-state.ts';
import { CHOICES } from './work-item-service.ts';

/** All five parameters are mandatory, even where they are empty (WC12 workflow_domain_action.html). */
const completionSchema = z.strictObject({
  UserEventList: z.array(z.string()),
  WorkitemComment: z.string(),
  VoteAction: z.string(),
  AutomateFastTrack: z.boolean(),
  Variables: z.array(z.strictObject({ Name: z.string(), Value: z.string() })),
  SignatureToken: z.string().optional(),
  SubjectName: z.string().optional(),
  ActivityName: z.string().optional(),
});
const reassignSchema = z.strictObject({
  WorkItems: z.array(z.object({ ID: z.string() })).min(1),
  User: z.object({ ID: z.string() }),
  Comment: z.string().nullable().default(null),
  RestrictReassignToRole: z.boolean().optional(),
});

const KEY = /^\/WorkItems\('([^']+)'\)/.source;
const STATUS = { POTENTIAL: 'Potential', COMPLETED: 'Completed', TERMINATED: 'Terminated' } as const;

/** `/Workflow`: the tasks of the signed-in user. */
export function workItemRoutes(context: WindchillContext, { workItems, notices, sessions }: Services): Router {
  const router = Router();
  const navigations = workItemNavigations(context, notices);
  router.get('/WorkItems', (request, response) => {
    response.json(
      queryCollection(
        request,
        'WorkItems',
        workItems.visibleTo(sessions.principalOf(request)),
        workItemView,
        navigations,
      ),
    );
  });
  router.get(new RegExp(`${KEY}$`), (request, response) => {
    response.json(
      queryEntity(
        request,
        'WorkItems',
        workItems.find(keyOf(request), sessions.principalOf(request)),
        workItemView,
        navigations,
      ),
    );
  });
  router.get(new RegExp(`${KEY}/Activity/UserEventList$`), (request, response) => {
    const item = workItems.find(keyOf(request), sessions.principalOf(request));
    response.json({ value: item.kind === 'routing' ? CHOICES : [] });
  });
  router.post(new RegExp(`${KEY}/PTC\\.Workflow\\.CompleteWorkitem$`), (request, response) => {
    const by = sessions.principalOf(request);
    const body = parseBody(completionSchema, request.body);
    const item = workItems.find(keyOf(request), by);
    // A SECURE_TOKEN comes from an interactive sign-in, which no caller of this API has: whatever is sent is no such token.
    const action = workItems.complete(
      item,
      { userEvents: body.UserEventList, vote: body.VoteAction, comment: body.WorkitemComment, signed: false },
      by,
    );
    if (action !== undefined) notices.reviewed(item.subject, action, by);
    response.status(204).end();
  });
  router.post(new RegExp(`${KEY}/PTC\\.Workflow\\.SaveWorkitem$`), (request, response) => {
    const by = sessions.principalOf(request);
    workItems.save(workItems.find(keyOf(request), by), parseBody(completionSchema, request.body).WorkitemComment, by);
    response.status(204).end();
  });
  router.post('/ReassignWorkItems', (request, response) => {
    const body = parseBody(reassignSchema, request.body);
    const to = context.principals.find(({ id }) => id === body.User.ID);
    if (!to) throw notFound(`The user ${body.User.ID}`);
    const items = body.WorkItems.map(({ ID }) => workItems.find(ID, sessions.principalOf(request)));
    for (const item of items) workItems.reassign(item, to, body.Comment);
    response.status(204).end();
  });
  return router;
}

function workItemNavigations(context: WindchillContext, notices: Services['notices']): Navigations<WorkItem> {
  return {
    Subject: ({ subject }) => noticeView(context, notices.find(subject)),
    Owner: ({ owner }) => userView(principalById(context, owner)),
    OriginalOwner: ({ originalOwner }) => userView(principalById(context, originalOwner)),
    CompletedBy: ({ completedBy }) => (completedBy === null ? null : userView(principalById(context, completedBy))),
    Activity: ({ kind }) => ({
      Name: 'Review Change Notice',
      UserEventList: kind === 'routing' ? CHOICES : [],
      VotingOptionList: kind === 'voting' ? CHOICES : [],
    }),
    ProcessTemplate: () => ({ Name: 'Change Notice Workflow' }),
  };
}

/** `Status` and `SigningRequired` are documented; `ActionPerformed`, `Comment` and `CompletedOn` are assumptions. */
function workItemView(item: WorkItem): Record<string, unknown> {
  return {
    ID: item.id,
    Status: { Value: item.status, Display: STATUS[item.status] },
    Role: { Value: 'CHANGE_REVIEWER', Display: 'Change Reviewer' },
    Required: true,
    SigningRequired: item.signingRequired,
    CreatedOn: item.createdOn,
    LastModified: item.lastModified,
    CompletedOn: item.completedOn,
    ActionPerformed: item.action,
    Comment: item.comment,
  };
}
