import {
  Body,
  Controller,
  Headers,
  HttpCode,
  Inject,
  NotFoundException,
  Param,
  Post,
  Req,
  type RawBodyRequest,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SignedCallback } from '../auth/signed-callback.decorator.js';
import { ENV, type Env } from '../config/env.js';
import type { OwningSystemId } from '../domain/change.js';
import { hintOf } from './hint-of.js';
import { IntakeInbox } from './intake-inbox.js';
import { IntakeTasks } from './intake-tasks.js';

type Accepted = { readonly accepted: true };

/**
 * Webhooks of owning systems: stored and acknowledged at once, looked at afterwards. Arena and Windchill cannot sign
 * theirs, so the path holds a secret. A wrong secret or signature gets 404, which tells nothing.
 */
@ApiExcludeController()
@SignedCallback()
@Controller('api/v1/intake')
export class IntakeController {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'INTAKE_SECRET' | 'ERPNEXT_WEBHOOK_SECRET'>,
    private readonly inbox: IntakeInbox,
    private readonly tasks: IntakeTasks,
  ) {}

  @Post('arena/:secret')
  @HttpCode(202)
  arena(@Param('secret') secret: string, @Body() body: unknown): Promise<Accepted> {
    this.requireSecret(secret);
    return this.accept('arena', body);
  }

  @Post('windchill/:secret')
  @HttpCode(202)
  windchill(@Param('secret') secret: string, @Body() body: unknown): Promise<Accepted> {
    this.requireSecret(secret);
    return this.accept('windchill', body);
  }

  @Post('erpnext')
  @HttpCode(202)
  erpnext(
    @Headers('x-frappe-webhook-signature') signature: string | undefined,
    @Req() request: RawBodyRequest<Request>,
    @Body() body: unknown,
  ): Promise<Accepted> {
    const expected = createHmac('sha256', this.env.ERPNEXT_WEBHOOK_SECRET)
      .update(request.rawBody ?? '')
      .digest('base64');
    if (signature === undefined || !equal(signature, expected)) throw new NotFoundException();
    return this.accept('erpnext', body);
  }

  private async accept(system: OwningSystemId, body: unknown): Promise<Accepted> {
    await this.inbox.accept(system, hintOf(system, body), body ?? null);
    this.tasks.wake(system);
    return { accepted: true };
  }

  private requireSecret(given: string): void {
    if (!equal(given, this.env.INTAKE_SECRET)) throw new NotFoundException();
  }
}

/** Constant time, whatever the lengths are. */
function equal(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
