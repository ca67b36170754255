import { json, Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { faultPlanSchema, type Faults } from './faults.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Delivery } from './webhook-sender.ts';

const clockSchema = z.strictObject({ advanceMinutes: z.number().nonnegative() });

export interface Controls {
  readonly faults: Faults;
  readonly clock: VirtualClock;
  readonly webhooks: { readonly deliveries: readonly Delivery[] };
  readonly state: unknown;
  /** Switches of this simulator alone, for what the product's documentation leaves open. */
  readonly switches: { readonly schema: z.ZodType<Record<string, unknown>>; readonly current: Record<string, unknown> };
}

/** `/_sim`: faults, clock, switches, deliveries and raw state. No part of the product; no authentication. */
export function controlRoutes(controls: Controls): Router {
  const { faults, clock, webhooks, switches } = controls;
  const router = Router();
  router.use(json());

  router.get('/faults', (_request, response) => void response.json({ known: faults.kinds, rules: faults.rules }));
  router.post('/faults', (request, response) => {
    apply(request, response, faultPlanSchema, (plan) => faults.plan(plan));
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.sendStatus(204);
  });

  router.get('/clock', (_request, response) => void response.json({ now: clock.now().toISOString() }));
  router.post('/clock', (request, response) => {
    apply(request, response, clockSchema, ({ advanceMinutes }) => clock.advance(advanceMinutes * 60_000));
  });
  router.delete('/clock', (_request, response) => {
    clock.reset();
    response.sendStatus(204);
  });

  router.get('/switches', (_request, response) => void response.json(switches.current));
  router.post('/switches', (request, response) => {
    apply(request, response, switches.schema, (chosen) => Object.assign(switches.current, chosen));
  });

  router.get('/deliveries', (_request, response) => void response.json(webhooks.deliveries));
  router.get('/state', (_request, response) => void response.json(controls.state));
  return router;
}

function apply<Schema extends z.ZodType>(
  request: Request,
  response: Response,
  schema: Schema,
  effect: (body: z.infer<Schema>) => unknown,
): void {
  const body = schema.safeParse(request.body);
  if (!body.success) {
    response.status(400).json({ error: z.prettifyError(body.error) });
    return;
  }
  try {
    effect(body.data);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    response.status(400).json({ error: error.message });
    return;
  }
  response.sendStatus(204);
}
