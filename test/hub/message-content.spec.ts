import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmailChannel } from '../../src/adapters/email/email-channel.js';
import { createMailTransport } from '../../src/adapters/email/mail-transport.js';
import { fallbackText, messageBlocks } from '../../src/adapters/slack/slack-blocks.js';
import { mrkdwn, plain } from '../../src/adapters/slack/slack-text.js';
import { personId } from '../../src/domain/ids.js';
import type { OutgoingMessage, Recipient } from '../../src/ports/message-channel.port.js';
import { startMailbox, type Mailbox } from '../../simulators/mailbox/mailbox.ts';
import { readMail } from '../../simulators/mailbox/read-mail.ts';
import { messageBlocks as blockKit } from '../../simulators/slack/block-kit.ts';
import { actor } from '../factories/actors.js';
import { startHubPlatform } from './hub-platform.js';

const hebrew = 'אישור שינוי 🙂👩‍👩‍👧 عاجل';
const hostile = `<script>alert(1)</script> & <!channel> <https://evil.example|click> "quoted" 'single'`;

function message(overrides: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    kind: 'decide',
    changeId: 'CR-2026-000001',
    approvalId: 'CR-2026-000001-A1',
    subject: 'CR-2026-000001: Replace the seal',
    lead: 'Your quality decision is asked for.',
    facts: [{ label: 'Site', value: 'plant-1' }],
    links: [{ label: 'Open the approval', url: 'http://localhost:3000/go/approvals/CR-2026-000001-A1?sig=a&to=b' }],
    decidable: true,
    contentDigest: 'a'.repeat(64),
    ...overrides,
  };
}

describe('messages in Slack', () => {
  const wild = [
    ['an everyday one', message()],
    [
      'a comment of 100 kB',
      message({ facts: [{ label: 'Comment', value: '&'.repeat(100_000) }], lead: '<'.repeat(100_000) }),
    ],
    ['a subject of 20 kB', message({ subject: '🙂'.repeat(10_000) })],
    [
      'two hundred facts',
      message({
        facts: Array.from({ length: 200 }, (_, index) => ({ label: `f${index}`, value: 'x'.repeat(index * 10) })),
      }),
    ],
    [
      'right-to-left text and emoji',
      message({ subject: hebrew, lead: hebrew, facts: [{ label: hebrew, value: hebrew }] }),
    ],
    ['markup', message({ subject: hostile, lead: hostile, facts: [{ label: hostile, value: hostile }] })],
    [
      'fifty links',
      message({ links: Array.from({ length: 50 }, () => ({ label: 'x'.repeat(200), url: 'https://x.example/' })) }),
    ],
    [
      'a link that is no web address',
      message({ links: [{ label: 'x', url: 'javascript:alert(1)' }], decidable: false }),
    ],
  ] as const;

  it.each(wild)('stay within the limits of Block Kit with %s', (_what, given) => {
    // The client drops what is undefined, and so does this.
    const blocks: unknown = JSON.parse(JSON.stringify(messageBlocks(given)));
    expect(blockKit.safeParse(blocks).error).toBeUndefined();
    expect(fallbackText(given).length).toBeLessThanOrEqual(3_000);
  });

  it('keep what people wrote from becoming a mention, a link or a channel call', () => {
    const shown = JSON.stringify(messageBlocks(message({ lead: hostile })));
    expect(shown).toContain('&lt;!channel&gt;');
    expect(shown).toContain('&lt;https://evil.example|click&gt;');
    expect(shown).not.toContain('<!channel>');
  });

  it('carry nothing in a button but the approval and the digest of what was shown', () => {
    const actions = messageBlocks(message()).find((block) => block.type === 'actions');
    const values = actions?.elements.flatMap((element) => ('value' in element ? [element.value] : []));
    expect(values).toEqual(Array<string>(2).fill(`CR-2026-000001-A1 ${'a'.repeat(64)}`));
  });

  it.each([1, 2, 5, 6, 10, 11, 12, 13])('never cut an entity or an emoji at %i characters', (max) => {
    for (const text of ['a&b<c>d&e', '👩‍👩‍👧🙂x', 'אישור🙂']) {
      for (const cut of [mrkdwn(text, max), plain(text, max)]) {
        expect(cut.length).toBeLessThanOrEqual(max);
        expect(cut.replace(/&(amp|lt|gt);/g, '').includes('&') && cut.includes('&amp')).toBe(false);
        expect(cut.isWellFormed()).toBe(true);
      }
    }
  });
});

describe('messages by email', () => {
  let mailbox: Mailbox;
  let channel: EmailChannel;
  let transport: ReturnType<typeof createMailTransport>;

  beforeAll(async () => {
    mailbox = await startMailbox({ port: 0, smtpPort: 0 });
    transport = createMailTransport(mailbox.smtpUrl);
    channel = new EmailChannel(transport, 'Countersign <countersign@countersign.localhost>');
  });
  afterAll(async () => {
    transport.close();
    await mailbox.stop();
  });

  const recipient = (overrides: Partial<Recipient> = {}): Recipient => ({
    personId: personId('quality-1'),
    name: 'Quality Approver 1',
    email: 'quality-1@countersign.localhost',
    slackUserId: null,
    ...overrides,
  });
  const delivered = async (given: OutgoingMessage, to = recipient()) => {
    const id = randomUUID().replaceAll('-', '');
    await channel.send(given, to, id);
    const mail = (await readMail(mailbox.url)).find(({ messageId }) => messageId?.startsWith(`<${id}@`));
    if (mail === undefined) throw new Error('the mail did not arrive');
    const source = await (await fetch(`${mailbox.url}/api/messages/${mail.id}/source`)).text();
    return { mail, headers: source.slice(0, source.indexOf('\r\n\r\n')) };
  };

  it('say the same as text and as HTML, and that they were sent by a machine', async () => {
    const { mail, headers } = await delivered(message());
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('Your quality decision is asked for.');
      expect(part).toContain('plant-1');
    }
    expect(mail.links).toContain('http://localhost:3000/go/approvals/CR-2026-000001-A1?sig=a&to=b');
    expect(headers).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it('escape what people wrote', async () => {
    const { mail } = await delivered(
      message({ subject: hostile, lead: hostile, facts: [{ label: hostile, value: hostile }] }),
    );
    expect(mail.html).not.toContain('<script>');
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(mail.links).not.toContain('https://evil.example');
  });

  it.each(['\r\nBcc: victim@example.com', '\nX-Evil: 1\n\nbody', '\u2028Bcc: a@b.c', '\u0000\r'])(
    'cannot be given a header by a title or a name with %j',
    async (evil) => {
      const { mail, headers } = await delivered(
        message({ subject: `CR-2026-000001: A${evil}` }),
        recipient({ name: `Name${evil}` }),
      );
      expect(mail.to).toEqual(['quality-1@countersign.localhost']);
      expect(headers).not.toMatch(/^(Bcc|X-Evil):/im);
    },
  );

  it.each([
    'a@b.c\r\nBcc: victim@example.com',
    'a@b.c, victim@example.com',
    'a@b.c>,<victim@example.com',
    'group:a@b.c,d@e.f;',
    '"a b"@c.d',
    'no-address',
    '',
  ])('are not sent to what is not one plain address: %j', async (email) => {
    const count = (await readMail(mailbox.url)).length;
    await expect(channel.send(message(), recipient({ email }), randomUUID())).rejects.toMatchObject({
      kind: 'permanent',
      code: 'BAD_ADDRESS',
    });
    expect(await readMail(mailbox.url)).toHaveLength(count);
  });

  it('keep right-to-left text and emoji, each in its own direction', async () => {
    const { mail } = await delivered(message({ subject: hebrew, lead: hebrew }));
    expect(mail.subject).toBe(hebrew);
    expect(mail.text).toContain(hebrew);
    expect(mail.html).toContain(`dir="auto"`);
    expect(mail.html).toContain(hebrew);
  });

  it('carry a text of 100 kB', async () => {
    const { mail } = await delivered(message({ facts: [{ label: 'Comment', value: 'ä'.repeat(100_000) }] }));
    expect(mail.text.match(/ä/g)).toHaveLength(100_000);
  });

  it.each([
    ['refused-for-now', 'transient'],
    ['refused', 'permanent'],
  ])('tell a server that is busy from one that refuses: %s', async (fault, kind) => {
    mailbox.faults.plan({ rules: [{ kind: fault, times: 1 }] });
    await expect(channel.send(message(), recipient(), randomUUID())).rejects.toMatchObject({ kind });
  });

  it('wait for a mail server that is not there', async () => {
    const nowhere = createMailTransport('smtp://127.0.0.1:1');
    await expect(new EmailChannel(nowhere, 'a@b.c').send(message(), recipient(), '1')).rejects.toMatchObject({
      kind: 'transient',
    });
    nowhere.close();
  });
});

describe('a decision with a comment of 100 kB', () => {
  it('is told everywhere, shortened, with the whole text on the page', async () => {
    const platform = await startHubPlatform();
    try {
      const { change, approvalId } = await platform.core.openApproval({ description: `${hebrew} `.repeat(1_000) });
      await platform.settled(change.id);
      const comment = `${hostile} `.repeat(1_500);
      await platform.core.decideApproval.decide({
        approvalId,
        verdict: 'rejected',
        comment,
        actor: actor('quality-1', 'owning-system'),
      });
      const rows = await platform.settled(change.id);
      expect(rows.map((row) => row.state)).toEqual(rows.map(() => 'sent'));
      const [told] = await readMail(platform.mailbox.url, 'requester-1@countersign.localhost');
      expect(told?.text).toMatch(/\(\d+ more characters\)/);
      expect(told?.text).toContain('in Arena');
    } finally {
      await platform.stop();
    }
  });
});
