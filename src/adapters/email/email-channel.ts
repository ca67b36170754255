import type { Transporter } from 'nodemailer';
import {
  MessageChannel,
  type OutgoingMessage,
  type Recipient,
  type SentMessage,
} from '../../ports/message-channel.port.js';
import { headerText, mailAddress } from './mail-address.js';
import { mailHtml, mailText } from './mail-content.js';
import { toMailFailure } from './mail-errors.js';

const SEND_TIMEOUT_MS = 30_000;

/**
 * Email by SMTP. All mails of one change refer to one root that never was a mail, so they stand in one thread; their
 * subject is the same, which Gmail asks for as well. The Message-ID follows from the delivery: a repeat after a crash
 * carries the same one, and many servers then drop the second copy.
 */
export class EmailChannel extends MessageChannel {
  readonly id = 'email';
  private readonly domain: string;

  constructor(
    private readonly transporter: Transporter,
    private readonly from: string,
  ) {
    super();
    this.domain = /@([a-z0-9.-]+)/i.exec(from)?.[1] ?? 'localhost';
  }

  async send(message: OutgoingMessage, recipient: Recipient, deliveryId: string): Promise<SentMessage> {
    const to = mailAddress(recipient.name, recipient.email);
    const messageId = `<${deliveryId}@${this.domain}>`;
    const thread = `<${message.changeId}@${this.domain}>`;
    try {
      await this.transporter.sendMail({
        from: this.from,
        to,
        subject: headerText(message.subject),
        text: mailText(message),
        html: mailHtml(message),
        messageId,
        // The root, not an earlier mail: some relays rewrite a Message-ID (odoo commit abf993a), which would cut the thread.
        inReplyTo: thread,
        references: [thread],
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
      });
    } catch (error) {
      throw toMailFailure(error);
    }
    return { reference: { messageId } };
  }

  /** A mail cannot be changed; its links lead to the state of today. */
  async update(): Promise<void> {}
}
