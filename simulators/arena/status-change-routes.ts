import { Router } from 'express';
import { z } from 'zod';
import { currentUser } from './access-routes.ts';
import { ArenaError } from './arena-errors.ts';
import type { ArenaContext } from './arena-context.ts';
import { LIFECYCLE_STATUSES } from './arena-state.ts';
import { REQUESTED_STATUSES } from './change-lifecycle.ts';
import type { ChangeService } from './change-service.ts';
import { urlView, userView } from './change-views.ts';
import { guidSchema, parseBody } from './request-body.ts';

const schema = z.strictObject({
  change: guidSchema,
  status: z.enum([...REQUESTED_STATUSES, ...LIFECYCLE_STATUSES]),
  comment: z.string().nullable().default(null),
  administrators: z.array(guidSchema).optional(),
  implementationStatus: z.object({ value: z.string() }).optional(),
});
const requested = z.enum(REQUESTED_STATUSES);

/** `POST /changes/statuschanges`: 201, and the answer names the resulting status, which may be another than the one asked for. */
export function statusChangeRoutes(context: ArenaContext, changes: ChangeService): Router {
  const router = Router();
  router.post('/statuschanges', (request, response) => {
    const body = parseBody(schema, request.body);
    const change = changes.find(body.change.guid);
    const target = requested.safeParse(body.status);
    if (!target.success) {
      throw new ArenaError(400, {
        code: 4996,
        message:
          'The resulting change lifecycle status (and the overall change lifecycle path) is determined by the routing method configured in workspace settings. In order to submit this change, input "SUBMITTED" for the status.',
      });
    }
    if (
      body.administrators &&
      !(
        target.data === 'SUBMITTED' &&
        context.switches.routingMethod === 'admin-defined' &&
        change.lifecycleStatus === 'OPEN_AND_UNLOCKED'
      )
    ) {
      throw new ArenaError(400, {
        code: 4995,
        message:
          'This specific change lifecycle transition does not support the inclusion of a change administrator in the request body.',
      });
    }
    const status = changes.requestStatus(change, target.data, currentUser(request), body.comment);
    const overridden = ['APPROVED', 'REJECTED', 'CANCELED'].includes(target.data);
    response.status(201).json({
      ...(overridden ? { administrators: [userView(context, currentUser(request).guid)] } : {}),
      change: { guid: change.guid, number: change.number },
      comment: body.comment,
      status,
      url: urlView(context, change, 'changes'),
    });
  });
  return router;
}
