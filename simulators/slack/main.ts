import { optionalSetting, portSetting, setting } from '../environment.ts';
import { runSimulator } from '../shared/run-simulator.ts';
import { startSlack } from './slack.ts';

await runSimulator('Slack', async () =>
  startSlack({
    port: portSetting('PORT', 4004),
    host: setting('HOST', '127.0.0.1'),
    botToken: setting('SLACK_BOT_TOKEN'),
    signingSecret: setting('SLACK_SIGNING_SECRET'),
    interactivityUrl: setting('SLACK_INTERACTIVITY_URL', 'http://127.0.0.1:3000/api/v1/slack/interactions'),
    stateFile: optionalSetting('STATE_FILE'),
  }),
);
