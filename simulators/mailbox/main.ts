import { optionalSetting, portSetting, setting } from '../environment.ts';
import { runSimulator } from '../shared/run-simulator.ts';
import { startMailbox } from './mailbox.ts';

await runSimulator('mailbox', async () =>
  startMailbox({
    port: portSetting('PORT', 8025),
    smtpPort: portSetting('SMTP_PORT', 4006),
    host: setting('HOST', '127.0.0.1'),
    stateDir: optionalSetting('STATE_DIR'),
  }),
);
