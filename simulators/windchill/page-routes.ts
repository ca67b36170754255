import { Router, urlencoded, type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { html } from '../shared/html.ts';
import { page } from '../shared/page-layout.ts';
import type { ChangeNoticeService } from './change-notice-service.ts';
import { badRequest, forbidden, ODataError } from './odata-error.ts';
import { listPage, noticePage } from './page-views.ts';
import type { Principal } from './principals.ts';
import type { WindchillContext } from './windchill-context.ts';
import { CHOICES, type WorkItemService } from './work-item-service.ts';

const completeSchema = z.object({
  person: z.string(),
  item: z.string(),
  choice: z.enum(CHOICES),
  comment: z.string().trim(),
  password: z.string().optional(),
});
const createSchema = z.object({ person: z.string(), name: z.string().trim().min(1), description: z.string().trim() });
const reviewSchema = z.object({ person: z.string(), notice: z.string() });

const infoPageQuery = z.object({ oid: z.string() });

const INFO_PAGE = '/Windchill/app/infoPage';
const linkTo = (id: string): string => `${INFO_PAGE}?oid=${encodeURIComponent(id)}`;

/** The product's own door. The product keeps the object in the fragment of its links, so a script moves it into the query. */
export function pageRoutes(
  context: WindchillContext,
  notices: ChangeNoticeService,
  workItems: WorkItemService,
): Router {
  const router = Router();
  router.use(urlencoded({ extended: false }));
  router.get('/', (_request, response) => response.redirect('/Windchill/app/'));
  router.get('/Windchill/app', (_request, response) => void response.send(listPage(context)));
  router.get(
    INFO_PAGE,
    (request, response) =>
      void response.send(noticePage(context, notices.find(infoPageQuery.parse(request.query).oid))),
  );
  router.post('/Windchill/app/complete', (request, response) => {
    const form = completeSchema.parse(request.body);
    const person = personOf(context, form.person);
    const item = context.store.state.workItems.find(({ id }) => id === form.item);
    if (!item) throw badRequest('There is no such task.');
    if (item.signingRequired && form.password !== person.password)
      throw forbidden('The password is wrong: the signature was not given.');
    // Whoever decides first takes the task over, so that it is completed by its owner, as Windchill wants it.
    if (item.owner !== person.id) workItems.reassign(item, person, null);
    const action = workItems.complete(
      item,
      { userEvents: [form.choice], vote: form.choice, comment: form.comment, signed: true },
      person,
    );
    if (action !== undefined) notices.reviewed(item.subject, action, person);
    response.redirect(303, linkTo(item.subject));
  });
  router.post('/Windchill/app/notices', (request, response) => {
    const form = createSchema.parse(request.body);
    const site = { CountersignChange: null, ChangeType: null, Site: null, CostImpact: null, RiskClass: null };
    const notice = notices.create(
      { name: form.name, number: undefined, description: form.description || null, site },
      personOf(context, form.person),
    );
    response.redirect(303, linkTo(notice.id));
  });
  router.post('/Windchill/app/review', (request, response) => {
    const form = reviewSchema.parse(request.body);
    notices.setState(notices.find(form.notice), 'UNDER_REVIEW', personOf(context, form.person));
    response.redirect(303, linkTo(form.notice));
  });
  router.use(onError);
  return router;
}

function personOf(context: WindchillContext, id: string): Principal {
  const person = context.principals.find(({ name }) => name === id);
  if (!person) throw badRequest('There is no such user.');
  return person;
}

const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof z.ZodError) response.status(400).send(problem(z.prettifyError(error)));
  else if (error instanceof ODataError) response.status(error.status).send(problem(error.message));
  else throw error;
};

const problem = (message: string): string =>
  page(
    'Windchill',
    'Not done',
    html`<p class="problem">${message}</p>
      <p><a href="/">Back to the change notices</a></p>`,
  );
