import { json, Router, urlencoded, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Acknowledgement } from './interaction-sender.ts';
import { overviewPage, personPage } from './person-page.ts';
import { knownPerson, type PersonActions } from './person-actions.ts';
import { SlackError } from './slack-error.ts';
import type { SlackState } from './slack-state.ts';
import { directChannelOf } from './workspace.ts';

const who = { ts: z.string(), as: z.string().optional() };
const pressSchema = z.object({ ...who, block_id: z.string(), action_id: z.string() });
/** A form's button carries block and action id in its value. */
const formSchema = z.object({
  ...who,
  button: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.tuple([z.string(), z.string()])),
});
const fieldsSchema = z.record(z.string(), z.string());

type PersonRequest = Request<{ id: string }>;
type ViewRequest = Request<{ id: string; view: string }>;

/** The pages on which people read and press. */
export function pageRoutes(state: () => SlackState, actions: PersonActions): Router {
  const router = Router();
  router.get('/', (_request, response) => void response.send(overviewPage(state())));
  router.get('/people/:id', (request: PersonRequest, response: Response) => {
    const problem = request.query['problem'];
    const person = knownPerson(request.params.id);
    response.send(personPage(state(), person, typeof problem === 'string' ? problem : undefined));
  });

  router.use(urlencoded({ extended: false }));
  router.post('/people/:id/press', async (request: PersonRequest, response: Response) => {
    const { button, ...rest } = formSchema.parse(request.body);
    const [blockId, actionId] = button;
    const press = { ...rest, personId: request.params.id, blockId, actionId };
    back(request, response, await actions.press(press));
  });
  router.post('/people/:id/views/:view', async (request: ViewRequest, response: Response) => {
    const { id, view } = request.params;
    const fields = fieldsSchema.parse(request.body);
    if (fields['do'] === 'submit') {
      back(request, response, await actions.submit(id, view, fields));
    } else {
      actions.close(id, view);
      back(request, response, { status: 200, body: '' });
    }
  });
  return router;
}

/** The same for programs, as JSON under `/_sim/people`. */
export function personRoutes(state: () => SlackState, actions: PersonActions): Router {
  const router = Router();
  router.use(json());
  router.get('/:id', (request: PersonRequest, response: Response) => {
    const person = knownPerson(request.params.id);
    const { messages, ephemerals, views } = state();
    const channel = directChannelOf(person);
    response.json({
      messages: messages.filter((message) => message.channel === channel),
      ephemerals: ephemerals.filter((note) => note.userId === person.slackUserId),
      view: views.find((open) => open.userId === person.slackUserId) ?? null,
    });
  });
  router.post('/:id/press', async (request: PersonRequest, response: Response) => {
    const { block_id: blockId, action_id: actionId, ...rest } = pressSchema.parse(request.body);
    const press = { ...rest, personId: request.params.id, blockId, actionId };
    response.json(await actions.press(press));
  });
  router.post('/:id/views/:view', async (request: ViewRequest, response: Response) => {
    const { id, view } = request.params;
    response.json(await actions.submit(id, view, fieldsSchema.parse(request.body)));
  });
  return router;
}

/** Answers what a person asked for and Slack does not have with 404. */
export function refuseUnknown(
  error: unknown,
  _request: Request,
  response: Response,
  next: (error: unknown) => void,
): void {
  if (error instanceof SlackError) response.status(404).json(error.toBody());
  else if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
  else next(error);
}

function back(request: PersonRequest, response: Response, answer: Acknowledgement): void {
  const problem =
    answer.status === 200
      ? ''
      : `?problem=${encodeURIComponent(`The app did not respond as expected (${answer.status} ${answer.body.slice(0, 200)}).`)}`;
  response.redirect(303, `/people/${request.params.id}${problem}`);
}
