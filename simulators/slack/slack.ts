import express from 'express';
import { z } from 'zod';
import { controlRoutes } from '../shared/control-routes.ts';
import { Faults } from '../shared/faults.ts';
import { listen, type Simulator } from '../shared/simulator.ts';
import { VirtualClock } from '../shared/virtual-clock.ts';
import { apiMethods } from './api-methods.ts';
import { apiRoutes, SLACK_FAULTS } from './api-routes.ts';
import { InteractionSender } from './interaction-sender.ts';
import { followLinks } from './link-follower.ts';
import { PersonActions } from './person-actions.ts';
import { pageRoutes, personRoutes, refuseUnknown } from './person-routes.ts';
import { responseUrlRoutes } from './response-url-routes.ts';
import { openSlackState, type SlackState } from './slack-state.ts';
import { Triggers } from './triggers.ts';

export interface SlackOptions {
  readonly port: number;
  readonly host?: string | undefined;
  readonly botToken: string;
  readonly signingSecret: string;
  /** Where presses are sent: the platform's interactions endpoint. */
  readonly interactivityUrl: string;
  readonly stateFile?: string | undefined;
}

export interface SlackSimulator extends Pick<Simulator<SlackState>, 'url' | 'state' | 'faults' | 'clock' | 'stop'> {
  readonly actions: PersonActions;
}

const switchSchema = z.strictObject({ followLinks: z.boolean() }).partial();

/** Starts a Slack workspace with the sample people and one app. */
export async function startSlack(options: SlackOptions): Promise<SlackSimulator> {
  const store = openSlackState(options.stateFile);
  const faults = new Faults(SLACK_FAULTS);
  const clock = new VirtualClock();
  const triggers = new Triggers(clock);
  const sender = new InteractionSender(options.interactivityUrl, options.signingSecret);
  const switches = { followLinks: true };
  let url = '';
  const actions = new PersonActions({ store, triggers, sender, clock, baseUrl: () => url });
  const methods = apiMethods({
    store,
    triggers,
    posted: (message) => {
      if (switches.followLinks) void followLinks(message);
    },
  });

  const app = express();
  app.disable('x-powered-by');
  app.use('/api', apiRoutes(options.botToken, faults, methods));
  app.use('/actions', responseUrlRoutes(store, clock));
  app.use(
    '/_sim/people',
    personRoutes(() => store.state, actions),
  );
  app.use(
    '/_sim',
    controlRoutes({
      faults,
      clock,
      webhooks: sender,
      state: store.state,
      switches: { schema: switchSchema, current: switches },
    }),
  );
  app.use(pageRoutes(() => store.state, actions));
  app.use(refuseUnknown);

  const server = await listen(app, options);
  url = `http://127.0.0.1:${server.port}`;
  return { url, state: store.state, faults, clock, actions, stop: () => server.close() };
}
