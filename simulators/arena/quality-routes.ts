import { Router, type Request } from 'express';
import { z } from 'zod';
import { currentUser } from './access-routes.ts';
import type { ArenaContext } from './arena-context.ts';
import { ArenaError, invalidGuid } from './arena-errors.ts';
import type { QualityProcess, QualityStep, SignOff } from './arena-state.ts';
import { listView } from './paging.ts';
import { SIGN_OFF_DECISIONS, statusOf, type QualityService } from './quality-service.ts';
import { QUALITY_TEMPLATES } from './quality-templates.ts';
import { decisionView, processView, stepView } from './quality-views.ts';
import { guidSchema, parseBody } from './request-body.ts';

const createSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().nullable().default(null),
  owner: guidSchema.optional(),
  template: z.looseObject({ guid: z.string() }),
  type: z.string().nullable().default(null),
});
const statusSchema = z.strictObject({
  qualityProcess: z.object({ guid: z.string(), step: guidSchema.optional() }),
  complete: z.boolean(),
  comment: z.string().nullable().default(null),
});
const decisionSchema = z.strictObject({
  decision: z.enum(SIGN_OFF_DECISIONS),
  comments: z.string().nullable().default(null),
});

/** `/qualityprocesses`: processes, steps and sign-offs. */
export function qualityRoutes(context: ArenaContext, quality: QualityService): Router {
  const router = Router();
  const at = (request: Request<{ process: string; step: string }>): { process: QualityProcess; step: QualityStep } => {
    const process = quality.find(request.params.process);
    return { process, step: quality.findStep(process, request.params.step) };
  };
  router.get('/', (request, response) => {
    const processes = context.store.state.qualityProcesses.filter((process) =>
      hasStatus(process, request.query.status),
    );
    response.json(listView(context, request, processes, (process) => processView(context, process)));
  });
  router.post('/', (request, response) => {
    const body = parseBody(createSchema, request.body);
    const template = QUALITY_TEMPLATES.find(({ guid }) => guid === body.template.guid);
    if (!template) throw invalidGuid(body.template.guid);
    const owner = context.users.find(({ guid }) => guid === body.owner?.guid);
    if (!owner)
      throw new ArenaError(400, {
        code: 400,
        message:
          'Quality Processes cannot be created without an owner. No default owner is specified for this template and no owner was specified in the request body.',
      });
    const process = quality.create(
      template,
      { name: body.name, description: body.description, owner: owner.guid, type: body.type },
      currentUser(request),
    );
    response.status(201).json(processView(context, process));
  });
  router.post('/statuschanges', (request, response) => {
    const { qualityProcess, complete, comment } = parseBody(statusSchema, request.body);
    const process = quality.find(qualityProcess.guid);
    if (qualityProcess.step)
      quality.setStepComplete(
        process,
        quality.findStep(process, qualityProcess.step.guid),
        complete,
        currentUser(request),
      );
    else if (complete) quality.complete(process, currentUser(request));
    else throw new ArenaError(400, { code: 3026, message: 'This operation is not supported yet.' });
    response.status(201).json({ qualityProcess: processView(context, process), complete, comment });
  });
  router.get(
    '/:process',
    (request, response) => void response.json(processView(context, quality.find(request.params.process))),
  );
  router.get('/:process/steps', (request, response) => {
    response.json(
      listView(context, request, quality.find(request.params.process).steps, (step) => stepView(context, step)),
    );
  });
  router.get('/:process/steps/:step', (request, response) => void response.json(stepView(context, at(request).step)));
  router.get('/:process/steps/:step/decisions', (request, response) => {
    const step = signOffStep(at(request).step);
    response.json(listView(context, request, step.decisions, (row) => decisionView(context, step, row)));
  });
  router.get('/:process/steps/:step/decisions/:decision', (request, response) => {
    const step = signOffStep(at(request).step);
    response.json(decisionView(context, step, rowOf(step, request.params.decision)));
  });
  router.put('/:process/steps/:step/decisions/:decision', (request, response) => {
    const { process, step } = at(request);
    const row = rowOf(signOffStep(step), request.params.decision);
    const { decision, comments } = parseBody(decisionSchema, request.body);
    quality.decide(process, step, row, decision, comments, currentUser(request));
    response.json(decisionView(context, step, row));
  });
  return router;
}

function hasStatus(process: QualityProcess, wanted: unknown): boolean {
  if (typeof wanted !== 'string') return true;
  return wanted.startsWith('!') ? statusOf(process) !== wanted.slice(1) : statusOf(process) === wanted;
}

function signOffStep(step: QualityStep): QualityStep {
  if (step.type !== 'SIGNOFF')
    throw new ArenaError(400, { code: 3201, message: 'Only the SIGN_OFF step have decision.' });
  return step;
}

function rowOf(step: QualityStep, guid: string): SignOff {
  const row = step.decisions.find((candidate) => candidate.guid === guid);
  if (!row) throw invalidGuid(guid);
  return row;
}
