import { Controller, Headers, HttpCode, Inject, Post, RawBody, UnauthorizedException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SignedCallback } from '../auth/signed-callback.decorator.js';
import { ENV, type Env } from '../config/env.js';
import { Clock } from '../ports/clock.port.js';
import { readInteraction } from './interaction-payload.js';
import { SlackInteractions, type InteractionAnswer } from './slack-interactions.js';
import { isSignedBySlack } from './slack-signature.js';

/** Where Slack reports presses and submitted dialogs. Only Slack can call it: the signature covers the raw body. */
@ApiExcludeController()
@SignedCallback()
@Controller('api/v1/slack/interactions')
export class SlackInteractionsController {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'SLACK_SIGNING_SECRET'>,
    private readonly clock: Clock,
    private readonly interactions: SlackInteractions,
  ) {}

  @Post()
  @HttpCode(200)
  async receive(
    @RawBody() rawBody: Buffer | undefined,
    @Headers('x-slack-request-timestamp') timestamp: string | undefined,
    @Headers('x-slack-signature') signature: string | undefined,
  ): Promise<InteractionAnswer | undefined> {
    const form = new URLSearchParams(rawBody?.toString('utf8') ?? '');
    // Slack's check of the certificate comes unsigned, and does nothing here.
    if (form.get('ssl_check') === '1' && signature === undefined) return undefined;
    const signed = { rawBody: rawBody ?? Buffer.alloc(0), timestamp: timestamp ?? '', signature: signature ?? '' };
    if (!isSignedBySlack(signed, this.env.SLACK_SIGNING_SECRET, this.clock.now())) {
      throw new UnauthorizedException({
        code: 'BAD_SIGNATURE',
        message: 'This request was not signed by Slack just now.',
      });
    }
    const interaction = readInteraction(form);
    return interaction === undefined ? undefined : this.interactions.handle(interaction, signed.signature);
  }
}
