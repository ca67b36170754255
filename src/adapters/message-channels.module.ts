import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { WebClient } from '@slack/web-api';
import type { Transporter } from 'nodemailer';
import { ENV, type Env } from '../config/env.js';
import { Logger } from '../logging/logger.js';
import { InteractiveChat } from '../ports/interactive-chat.port.js';
import { MESSAGE_CHANNELS, type MessageChannel } from '../ports/message-channel.port.js';
import { EmailChannel } from './email/email-channel.js';
import { createMailTransport } from './email/mail-transport.js';
import { InAppChannel } from './in-app/in-app-channel.js';
import { SlackChannel } from './slack/slack-channel.js';
import { SlackChat } from './slack/slack-chat.js';
import { createSlackClient } from './slack/slack-client.js';

const MAIL_TRANSPORT = Symbol('MAIL_TRANSPORT');
const SLACK_CLIENT = Symbol('SLACK_CLIENT');

/** The ways to reach people, with one connection pool and one client for the process. */
@Global()
@Module({
  providers: [
    { provide: MAIL_TRANSPORT, inject: [ENV], useFactory: (env: Env) => createMailTransport(env.SMTP_URL) },
    {
      provide: SLACK_CLIENT,
      inject: [ENV, Logger],
      useFactory: (env: Env, logger: Logger) =>
        createSlackClient({ apiUrl: env.SLACK_API_URL, token: env.SLACK_BOT_TOKEN }, logger),
    },
    {
      provide: InteractiveChat,
      inject: [SLACK_CLIENT, ENV],
      useFactory: (client: WebClient, env: Env) => new SlackChat(client, env.SLACK_API_URL),
    },
    {
      provide: MESSAGE_CHANNELS,
      inject: [ENV, MAIL_TRANSPORT, SLACK_CLIENT],
      useFactory: (env: Env, mail: Transporter, slack: WebClient): MessageChannel[] => [
        new InAppChannel(),
        new SlackChannel(slack),
        new EmailChannel(mail, env.MAIL_FROM),
      ],
    },
  ],
  exports: [MESSAGE_CHANNELS, InteractiveChat],
})
export class MessageChannelsModule implements OnApplicationShutdown {
  constructor(@Inject(MAIL_TRANSPORT) private readonly mail: Transporter) {}

  onApplicationShutdown(): void {
    this.mail.close();
  }
}
