import { Router, type Request } from 'express';
import { z } from 'zod';
import { actingUser } from './acting-user.ts';
import type { ArenaContext } from './arena-context.ts';
import { ArenaError } from './arena-errors.ts';
import type { QualityProcess } from './arena-state.ts';
import { qualityPage } from './quality-page-views.ts';
import { currentStep, type QualityService } from './quality-service.ts';
import { QUALITY_TEMPLATES } from './quality-templates.ts';

const text = z.string().trim();
const createSchema = z.object({ person: text, template: text, name: text.min(1), description: text });
const stepSchema = z.object({
  person: text,
  decision: z.enum(['APPROVED', 'REJECTED', 'COMPLETE']),
  comments: text.default(''),
});

/** Pages of quality processes; a view id that belongs to none is left to the routes that follow. */
export function qualityPageRoutes(context: ArenaContext, quality: QualityService): Router {
  const router = Router();
  router.post('/quality', (request, response) => {
    const form = createSchema.parse(request.body);
    const by = actingUser(context, form.person);
    const template = QUALITY_TEMPLATES.find(({ name }) => name === form.template);
    if (!template) throw new ArenaError(400, { code: 3003, message: `There is no template "${form.template}".` });
    const process = quality.create(
      template,
      { name: form.name, description: form.description || null, owner: by.guid, type: null },
      by,
    );
    response.redirect(303, `/${process.viewId}`);
  });
  router.get('/:viewId', (request, response, next) => {
    const process = findProcess(context, request);
    if (process) response.send(qualityPage(context, process));
    else next();
  });
  router.post('/:viewId/step', (request, response) => {
    const process = findProcess(context, request);
    const step = process && currentStep(process);
    if (!step) throw new ArenaError(404, { code: 404, message: 'There is no open step.' });
    const { person, decision, comments } = stepSchema.parse(request.body);
    const by = actingUser(context, person);
    if (decision === 'COMPLETE') {
      quality.setStepComplete(process, step, true, by);
    } else {
      const row = step.decisions.find(({ user }) => user === by.guid);
      if (!row) throw new ArenaError(403, { code: 3085, message: `${by.fullName} is no approver of this step.` });
      quality.decide(process, step, row, decision, comments || null, by);
    }
    response.redirect(303, `/${process.viewId}`);
  });
  return router;
}

const findProcess = (context: ArenaContext, request: Request<{ viewId: string }>): QualityProcess | undefined =>
  context.store.state.qualityProcesses.find(({ viewId }) => viewId === request.params.viewId);
