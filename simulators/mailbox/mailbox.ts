import express, { type Request, type Response } from 'express';
import { controlRoutes } from '../shared/control-routes.ts';
import { Faults } from '../shared/faults.ts';
import { listen } from '../shared/simulator.ts';
import { VirtualClock } from '../shared/virtual-clock.ts';
import { z } from 'zod';
import { listPage, mailPage } from './mail-pages.ts';
import { MailStore, type Mail } from './mail-store.ts';
import { MAIL_FAULTS, startSmtp } from './smtp.ts';

export interface MailboxOptions {
  readonly port: number;
  readonly smtpPort: number;
  readonly host?: string | undefined;
  /** Folder of the mails; without it they are lost at a restart. */
  readonly stateDir?: string | undefined;
}

export interface Mailbox {
  readonly url: string;
  readonly smtpUrl: string;
  readonly faults: Faults;
  stop(): Promise<void>;
}

/** A mail is somebody else's markup: it may be looked at, and its links may be opened, no more. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** Starts a mail server that delivers everything to a page. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const host = options.host ?? '127.0.0.1';
  const store = await MailStore.open(options.stateDir);
  const faults = new Faults(MAIL_FAULTS);
  const smtp = await startSmtp(store, faults, { port: options.smtpPort, host });
  const server = await listen(webApp(store, faults), { port: options.port, host }).catch(async (error: unknown) => {
    await smtp.stop();
    throw error;
  });
  return {
    url: `http://${host}:${server.port}`,
    smtpUrl: `smtp://${host}:${smtp.port}`,
    faults,
    stop: async () => {
      await Promise.all([smtp.stop(), server.close()]);
    },
  };
}

function webApp(store: MailStore, faults: Faults): express.Express {
  const app = express();
  app.disable('x-powered-by');

  app.get('/', (request, response) => {
    const to = typeof request.query['to'] === 'string' ? request.query['to'] : '';
    response.send(listPage(mailsTo(store, to), to));
  });
  app.get(
    '/messages/:id',
    withMail(({ mail }, response) => response.send(mailPage(mail))),
  );
  app.get(
    '/messages/:id/html',
    withMail(({ mail }, response) => {
      response.setHeader('content-security-policy', MAIL_POLICY);
      response.send(`<base target="_blank">${mail.html ?? ''}`);
    }),
  );

  app.get('/api/messages', (request, response) => {
    const to = typeof request.query['to'] === 'string' ? request.query['to'] : '';
    response.json(mailsTo(store, to));
  });
  app.get(
    '/api/messages/:id',
    withMail(({ mail }, response) => response.json(mail)),
  );
  app.get(
    '/api/messages/:id/source',
    withMail(({ source }, response) => response.type('text/plain').send(source)),
  );
  app.delete('/api/messages', async (_request, response) => {
    for (const { id } of store.list()) await store.delete(id);
    response.sendStatus(204);
  });
  app.delete('/api/messages/:id', async (request, response) => {
    await store.delete(request.params.id);
    response.sendStatus(204);
  });

  app.use(
    '/_sim',
    controlRoutes({
      faults,
      clock: new VirtualClock(),
      webhooks: { deliveries: [] },
      state: {},
      switches: { schema: z.strictObject({}), current: {} },
    }),
  );
  return app;

  function withMail(answer: (found: { mail: Mail; source: Buffer }, response: Response) => void) {
    return (request: Request<{ id: string }>, response: Response) => {
      const found = store.find(request.params.id);
      if (found === undefined) response.status(404).type('text/plain').send('There is no such mail.');
      else answer(found, response);
    };
  }
}

const mailsTo = (store: MailStore, to: string): Mail[] =>
  store.list().filter((mail) => to === '' || mail.to.includes(to));
