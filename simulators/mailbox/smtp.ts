import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Faults } from '../shared/faults.ts';
import type { MailStore } from './mail-store.ts';

/** Faults of a mail server; `answer-lost` keeps the mail and then cuts the connection. */
export const MAIL_FAULTS = ['refused-for-now', 'refused', 'answer-lost'] as const;

/** Takes mails from anybody for anybody, as the relay of an organisation does. */
export async function startSmtp(
  store: MailStore,
  faults: Faults,
  at: { readonly port: number; readonly host: string },
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'unknown' }),
    onData: (stream, session, done) => {
      receive(stream, session).then(
        (message) => done(null, message),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession) {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    if (faults.strike('refused-for-now')) throw smtpError(451, 'Try again later');
    if (faults.strike('refused')) throw smtpError(550, 'Mailbox unavailable');
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    const mail = await store.add(recipients, Buffer.concat(chunks));
    if (faults.strike('answer-lost')) cut(session);
    return `Kept as ${mail.id}`;
  }

  function cut(session: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.session.id === session.id) connection.close();
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => console.error('SMTP', error));
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
