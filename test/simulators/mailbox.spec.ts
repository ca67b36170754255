import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMailbox, type Mailbox } from '../../simulators/mailbox/mailbox.ts';
import { readMail, waitForMail } from '../../simulators/mailbox/read-mail.ts';

const TO = 'quality-1@countersign.localhost';

describe('the mailbox', () => {
  let folder: string;
  let mailbox: Mailbox;

  const start = () => startMailbox({ port: 0, smtpPort: 0, stateDir: join(folder, 'mails') });
  const send = async (mail: SendMailOptions) => {
    const transport = createTransport(mailbox.smtpUrl);
    try {
      await transport.sendMail({ from: 'countersign@countersign.localhost', to: TO, ...mail });
    } finally {
      transport.close();
    }
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
    mailbox = await start();
  });

  afterEach(async () => {
    await mailbox.stop();
    await rm(folder, { recursive: true });
  });

  it('shows subject, recipients with blind copies, text, HTML, threading and links of a mail', async () => {
    await send({
      subject: 'Prüfung nötig: CR-2026-000001',
      bcc: 'auditor-1@countersign.localhost',
      messageId: '<a@countersign.localhost>',
      references: '<b@countersign.localhost>',
      text: 'See http://localhost:3000/go/approvals/1',
      html: '<p>See <a href="http://localhost:3000/x?a=1&amp;b=2">the approval</a></p>',
    });
    expect(await waitForMail(mailbox.url, TO, 'CR-2026-000001')).toMatchObject({
      subject: 'Prüfung nötig: CR-2026-000001',
      to: [TO, 'auditor-1@countersign.localhost'],
      messageId: '<a@countersign.localhost>',
      references: ['<b@countersign.localhost>'],
      links: ['http://localhost:3000/x?a=1&b=2', 'http://localhost:3000/go/approvals/1'],
    });
  });

  it('keeps mails over a restart and forgets the deleted ones', async () => {
    await send({ subject: 'kept', text: '-' });
    await send({ subject: 'deleted', text: '-' });
    const [newest] = await readMail(mailbox.url);
    await fetch(`${mailbox.url}/api/messages/${newest?.id}`, { method: 'DELETE' });
    await mailbox.stop();
    mailbox = await start();
    expect((await readMail(mailbox.url)).map((mail) => mail.subject)).toEqual(['kept']);
  });

  it('shows the HTML of a mail in a frame that may not run anything', async () => {
    await send({ subject: '<script>alert(1)</script>', html: '<script>alert(2)</script><p>Hello</p>' });
    const [mail] = await readMail(mailbox.url);
    const page = await (await fetch(`${mailbox.url}/messages/${mail?.id}`)).text();
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('<script>alert');
    const frame = await fetch(`${mailbox.url}/messages/${mail?.id}/html`);
    expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups .*default-src 'none'/);
  });

  it('refuses when told to, and can lose the answer of a mail that it kept', async () => {
    mailbox.faults.plan({ rules: [{ kind: 'refused-for-now', times: 1 }] });
    await expect(send({ subject: 'a', text: '-' })).rejects.toMatchObject({ responseCode: 451 });
    expect(await readMail(mailbox.url)).toEqual([]);
    mailbox.faults.plan({ rules: [{ kind: 'answer-lost', times: 1 }] });
    await expect(send({ subject: 'b', text: '-' })).rejects.toThrow();
    expect(await readMail(mailbox.url)).toHaveLength(1);
  });

  it('tells a port that is in use instead of starting half', async () => {
    const { port } = new URL(mailbox.smtpUrl);
    await expect(startMailbox({ port: 0, smtpPort: Number(port) })).rejects.toThrow('EADDRINUSE');
  });
});
