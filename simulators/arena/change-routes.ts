import { Router } from 'express';
import { z } from 'zod';
import { currentUser } from './access-routes.ts';
import { ArenaError, requiredAttribute } from './arena-errors.ts';
import { userByGuid, type ArenaContext } from './arena-context.ts';
import { attributesSchema, attributeValues } from './attribute-values.ts';
import type { ChangeEdit, ChangeService, NewChange } from './change-service.ts';
import type { Change } from './arena-state.ts';
import { searchChanges } from './change-search.ts';
import { compactChange, fullChange, userView } from './change-views.ts';
import { listView } from './paging.ts';
import { guidSchema, parseBody, zuluSchema } from './request-body.ts';
import { CATEGORIES, ROUTINGS, type Category, type User } from './workspace.ts';

const effectivityTypes = z.enum(['PERMANENT_ON_APPROVAL', 'PERMANENT_ON_DATE', 'TEMPORARY']);

const createSchema = z.strictObject({
  category: guidSchema,
  numberSequencePrefix: z.object({ value: z.string() }).optional(),
  title: z.string().min(1),
  description: z.string().nullable().default(null),
  effectivityType: effectivityTypes.default('PERMANENT_ON_APPROVAL'),
  effectivityPlannedDateTime: zuluSchema.nullable().default(null),
  expirationDateTime: zuluSchema.nullable().default(null),
  approvalDeadlineDateTime: zuluSchema.nullable().default(null),
  enforceApprovalDeadline: z.boolean().default(false),
  routings: z.array(guidSchema).default([]),
  additionalAttributes: attributesSchema.default([]),
});

const editSchema = z.strictObject({
  category: guidSchema.optional(),
  title: z.string().min(1).optional(),
  description: z.string().nullable().optional(),
  approvalDeadlineDateTime: zuluSchema.nullable().optional(),
  enforceApprovalDeadline: z.boolean().optional(),
  expirationDateTime: zuluSchema.nullable().optional(),
  implementationStatus: z.enum(['NOT_STARTED', 'IN_PROGRESS', 'NEEDS_ATTENTION', 'DONE']).optional(),
  additionalAttributes: attributesSchema.optional(),
  routings: z.unknown().optional(),
});

/** `/changes`: search, read, create, edit, alerts and history. */
export function changeRoutes(context: ArenaContext, changes: ChangeService): Router {
  const router = Router();
  router.get('/', (request, response) => {
    response.json(
      listView(context, request, searchChanges(context.store.state.changes, request.query), (change) =>
        compactChange(context, change),
      ),
    );
  });
  router.post('/', (request, response) => {
    const change = changes.create(newChange(request.body), currentUser(request));
    response.status(201).json(fullChange(context, change));
  });
  router.get(
    '/:guid',
    (request, response) => void response.json(fullChange(context, changes.find(request.params.guid))),
  );
  router.put('/:guid', (request, response) => {
    const change = changes.find(request.params.guid);
    const edit = changeEdit(request.body);
    requireEditable(change, edit, currentUser(request));
    changes.edit(change, edit, currentUser(request));
    response.json(fullChange(context, change));
  });
  router.get('/:guid/alerts', (request, response) => {
    response.json(listView(context, request, changes.alerts(changes.find(request.params.guid)), (alert) => alert));
  });
  // The path is in a third-party client only (listChangeHistory); the form of an entry is an assumption.
  router.get('/:guid/history', (request, response) => {
    response.json(
      listView(context, request, changes.find(request.params.guid).history, ({ user, ...entry }) => ({
        ...entry,
        user: userView(context, userByGuid(context, user).guid),
      })),
    );
  });
  return router;
}

function newChange(body: unknown): NewChange {
  const {
    category: chosen,
    numberSequencePrefix,
    routings,
    additionalAttributes,
    ...rest
  } = parseBody(createSchema, body);
  if (rest.effectivityType === 'PERMANENT_ON_DATE' && rest.effectivityPlannedDateTime === null)
    throw requiredAttribute('effectivityPlannedDateTime');
  if (rest.effectivityType === 'TEMPORARY' && rest.expirationDateTime === null)
    throw requiredAttribute('expirationDateTime');
  if (rest.enforceApprovalDeadline && rest.approvalDeadlineDateTime === null) {
    throw new ArenaError(400, {
      code: 3250,
      message: 'approvalDeadlineDateTime must be set if enforceApprovalDeadline is true.',
    });
  }
  const category = categoryOf(chosen.guid);
  const prefix = numberSequencePrefix?.value ?? category.prefix;
  if (!CATEGORIES.some((known) => known.prefix === prefix))
    throw new ArenaError(400, { code: 4011, message: 'Invalid number format prefix.' });
  return {
    ...rest,
    category,
    prefix,
    routings: routings.map(({ guid }) => routingGuid(guid)),
    additionalAttributes: attributeValues(additionalAttributes),
  };
}

function changeEdit(body: unknown): ChangeEdit {
  const { category, additionalAttributes, routings, ...rest } = parseBody(editSchema, body);
  // Routings are chosen at creation: PUT does not list them among the editable fields.
  if (routings !== undefined) throw new ArenaError(400, { code: 4029, message: 'routings cannot be specified.' });
  return {
    ...withoutUndefined(rest),
    ...(category ? { category: categoryOf(category.guid).guid } : {}),
    ...(additionalAttributes ? { additionalAttributes: attributeValues(additionalAttributes) } : {}),
  };
}

const AFTER_SUBMISSION = new Set(['approvalDeadlineDateTime', 'expirationDateTime']);

/** "Changes cannot be edited after they are submitted", but for two dates (administrators) and the implementation status. */
function requireEditable(change: Change, edit: ChangeEdit, user: User): void {
  if (change.lifecycleStatus === 'OPEN_AND_UNLOCKED') return;
  const refused = Object.keys(edit).filter(
    (name) => name !== 'implementationStatus' && !(user.isChangeAdministrator && AFTER_SUBMISSION.has(name)),
  );
  if (refused.length === 0) return;
  throw change.lifecycleStatus === 'OPEN_AND_LOCKED'
    ? new ArenaError(400, {
        code: 4062,
        message: 'This Change is locked. Edits can be performed only on Open and Unlocked Changes.',
      })
    : new ArenaError(400, { code: 4020, message: 'The change cannot be updated at this lifecycle stage.' });
}

function categoryOf(guid: string): Category {
  const category = CATEGORIES.find((candidate) => candidate.guid === guid);
  if (!category) throw new ArenaError(400, { code: 3002, message: `The category guid "${guid}" is not valid.` });
  return category;
}

function routingGuid(guid: string): string {
  if (!ROUTINGS.some((routing) => routing.guid === guid))
    throw new ArenaError(400, { code: 3011, message: `The guid "${guid}" is not valid.` });
  return guid;
}

function withoutUndefined<Fields extends Record<string, unknown>>(
  fields: Fields,
): Partial<{ [Key in keyof Fields]: Exclude<Fields[Key], undefined> }> {
  const defined: Partial<{ [Key in keyof Fields]: Exclude<Fields[Key], undefined> }> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) Reflect.set(defined, key, value);
  return defined;
}
