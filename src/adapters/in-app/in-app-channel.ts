import { MessageChannel, type SentMessage } from '../../ports/message-channel.port.js';

/** The notification's row is the message: a person reads it where he is signed in, so it cannot fail to arrive. */
export class InAppChannel extends MessageChannel {
  readonly id = 'in-app';

  async send(): Promise<SentMessage> {
    return { reference: {} };
  }

  async update(): Promise<void> {
    // The row shows the new message as soon as it is stored.
  }
}
