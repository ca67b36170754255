import { Router, urlencoded, type ErrorRequestHandler, type Request } from 'express';
import { z } from 'zod';
import { html } from '../shared/html.ts';
import { page } from '../shared/page-layout.ts';
import { actingUser } from './acting-user.ts';
import { ArenaError } from './arena-errors.ts';
import type { ArenaContext } from './arena-context.ts';
import type { AttributeValue, Change } from './arena-state.ts';
import type { ChangeService } from './change-service.ts';
import { changePage, listPage } from './page-views.ts';
import { qualityPageRoutes } from './quality-page-routes.ts';
import type { QualityService } from './quality-service.ts';
import { attributeNamed, CATEGORIES, ROUTINGS } from './workspace.ts';

const text = z.string().trim();
const createSchema = z.object({
  person: text,
  title: text.min(1),
  description: text,
  category: text,
  routing: text,
  type: text,
  site: text,
  reason: text,
  cost: z.coerce.number().nonnegative(),
  currency: text,
  risk: text,
  supplier: text,
  items: text,
  then: z.enum(['save', 'submit']),
});
const submitSchema = z.object({ person: text });
const voteSchema = z.object({ person: text, decision: z.enum(['APPROVED', 'REJECTED']), comments: text });

/** The product's own door: a person looks at changes and decides. Reading never changes anything. */
export function pageRoutes(context: ArenaContext, changes: ChangeService, quality: QualityService): Router {
  const router = Router();
  router.use(urlencoded({ extended: false }));
  router.get('/', (_request, response) => void response.send(listPage(context)));
  router.post('/changes', (request, response) => {
    const form = createSchema.parse(request.body);
    const by = actingUser(context, form.person);
    const change = changes.create(newChange(form), by);
    if (form.then === 'submit') changes.requestStatus(change, 'SUBMITTED', by, null);
    response.redirect(303, `/${change.viewId}`);
  });
  router.use(qualityPageRoutes(context, quality));
  router.get('/:viewId', (request, response) => void response.send(changePage(context, findChange(context, request))));
  router.post('/:viewId/submit', (request, response) => {
    const change = findChange(context, request);
    changes.requestStatus(change, 'SUBMITTED', actingUser(context, submitSchema.parse(request.body).person), null);
    response.redirect(303, `/${change.viewId}`);
  });
  router.post('/:viewId/vote', (request, response) => {
    const change = findChange(context, request);
    const { person, decision, comments } = voteSchema.parse(request.body);
    changes.vote(change, actingUser(context, person), decision, comments || null);
    response.redirect(303, `/${change.viewId}`);
  });
  router.use(onError);
  return router;
}

function newChange(form: z.infer<typeof createSchema>): Parameters<ChangeService['create']>[0] {
  const category = CATEGORIES.find(({ name }) => name === form.category);
  const routing = ROUTINGS.find(({ name }) => name === form.routing);
  if (!category) throw new ArenaError(400, { code: 3002, message: `There is no category "${form.category}".` });
  const attributes: Record<string, AttributeValue> = {
    'Change Type': form.type,
    Site: form.site,
    'Cost Impact': form.cost,
    Currency: form.currency,
    'Risk Class': form.risk,
    'Supplier Impact': form.supplier,
    Reason: form.reason,
    'Affected Items': form.items,
  };
  return {
    category,
    prefix: category.prefix,
    title: form.title,
    description: form.description || null,
    effectivityType: 'PERMANENT_ON_APPROVAL',
    effectivityPlannedDateTime: null,
    expirationDateTime: null,
    approvalDeadlineDateTime: null,
    enforceApprovalDeadline: false,
    routings: routing ? [routing.guid] : [],
    additionalAttributes: Object.fromEntries(
      Object.entries(attributes)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [attributeNamed(name).guid, value]),
    ),
  };
}

function findChange(context: ArenaContext, request: Request): Change {
  const change = context.store.state.changes.find(({ viewId }) => viewId === request.params.viewId);
  if (!change) throw new ArenaError(404, { code: 404, message: 'There is no such object in this workspace.' });
  return change;
}

const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof z.ZodError) response.status(400).send(problem([z.prettifyError(error)]));
  else if (error instanceof ArenaError)
    response.status(error.status).send(problem(error.problems.map(({ message }) => message)));
  else throw error;
};

const problem = (messages: readonly string[]): string =>
  page(
    'Arena',
    'Not done',
    html`${messages.map((message) => html`<p class="problem">${message}</p>`)}
      <p><a href="/">Back to the changes</a></p>`,
  );
