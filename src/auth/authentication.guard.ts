import { Inject, Injectable, UnauthorizedException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { ENV, type Env } from '../config/env.js';
import type { Actor } from '../domain/actor.js';
import { Logger } from '../logging/logger.js';
import { BearerTokens, InvalidTokenError } from './bearer-tokens.js';
import { refuseForgedRequest } from './forgery-check.js';
import { PUBLIC_ROUTE } from './public-route.decorator.js';
import { setActor } from './request-actor.js';
import { SessionActor } from './session-actor.js';
import { SIGN_IN_FIRST } from './sign-in-first.decorator.js';
import { SIGNED_CALLBACK } from './signed-callback.decorator.js';

/** Lets nobody in who is not signed in, on every route that does not say otherwise. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly reflector: Reflector,
    private readonly bearerTokens: BearerTokens,
    private readonly sessions: SessionActor,
    private readonly logger: Logger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_ROUTE, targets)) return true;
    if (this.reflector.getAllAndOverride<boolean>(SIGNED_CALLBACK, targets)) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    try {
      await this.authenticate(request, response);
    } catch (error) {
      const isPage = this.reflector.getAllAndOverride<boolean>(SIGN_IN_FIRST, targets);
      if (isPage && error instanceof UnauthorizedException) {
        response.redirect(303, `/auth/login?returnTo=${encodeURIComponent(request.originalUrl)}`);
      }
      throw error;
    }
    return true;
  }

  /** Errors: UnauthorizedException (401), ForbiddenError CSRF_REFUSED, TransientError. */
  async authenticate(request: Request, response: Response): Promise<void> {
    setActor(request, await this.actor(request, response));
  }

  private async actor(request: Request, response: Response): Promise<Actor> {
    // A request with a token is judged by the token alone: a bad one does not fall back to the cookie.
    const authorization = request.headers.authorization;
    if (authorization !== undefined) return this.bearerActor(authorization, response);
    const actor = await this.sessions.find(request);
    if (actor === null) throw refusal(response, 'SIGN_IN_REQUIRED', 'Sign in at /auth/login, or send a bearer token.');
    refuseForgedRequest(request, this.env.PUBLIC_URL);
    return actor;
  }

  private async bearerActor(authorization: string, response: Response): Promise<Actor> {
    const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization) ?? [];
    if (token === undefined)
      throw refusal(response, 'INVALID_TOKEN', 'The Authorization header must hold a bearer token.');
    try {
      return await this.bearerTokens.actor(token);
    } catch (error) {
      if (!(error instanceof InvalidTokenError)) throw error;
      this.logger.warn({ reason: error.message }, 'AUTH-003');
      throw refusal(response, 'INVALID_TOKEN', 'The access token is not valid for this API, or no longer.');
    }
  }
}

/** RFC 6750: a 401 says which kind of credentials would help. */
function refusal(response: Response, code: string, message: string): UnauthorizedException {
  const detail = code === 'INVALID_TOKEN' ? ', error="invalid_token"' : '';
  response.setHeader('www-authenticate', `Bearer realm="countersign"${detail}`);
  return new UnauthorizedException({ code, message });
}
