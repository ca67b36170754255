import {
  Controller,
  Get,
  Head,
  HttpCode,
  Inject,
  MethodNotAllowedException,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ENV, type Env } from '../config/env.js';
import { BusinessError, TransientError } from '../domain/errors.js';
import { Logger } from '../logging/logger.js';
import { Clock } from '../ports/clock.port.js';
import { pendingSignInOf, rememberSignIn } from './pending-sign-ins.js';
import { PublicRoute } from './public-route.decorator.js';
import { safeReturnPath } from './return-path.js';
import { sessionCookie } from './session-cookie.js';
import { destroy, regenerate, save } from './session-data.js';
import { SessionActor } from './session-actor.js';
import { signInProblemPage } from './sign-in-problem.page.js';
import { SignIn } from './sign-in.js';

/** Sign-in and sign-out of browsers. */
@ApiExcludeController()
@Controller('auth')
export class AuthController {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly signIn: SignIn,
    private readonly sessions: SessionActor,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Express answers HEAD with the GET handler; link checkers must neither start nor finish a sign-in. */
  @Head(['login', 'callback'])
  @PublicRoute()
  head(): never {
    throw new MethodNotAllowedException('Use GET.');
  }

  @Get('login')
  @PublicRoute()
  async login(@Query('returnTo') given: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    const returnTo = safeReturnPath(given);
    if ((await this.sessions.find(request)) !== null) {
      response.redirect(this.env.PUBLIC_URL + returnTo);
      return;
    }
    await this.orShowProblem(response, async () => {
      const { url, pending } = await this.signIn.begin(returnTo);
      rememberSignIn(request, pending);
      await save(request.session);
      response.redirect(url.href);
    });
  }

  @Get('callback')
  @PublicRoute()
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    const pending = pendingSignInOf(request);
    if (pending === undefined) {
      this.logger.warn({ reason: 'unknown state' }, 'AUTH-002');
      showProblem(response, 400, 'The sign-in took too long, or it was started in another browser.');
      return;
    }
    await this.orShowProblem(response, async () => {
      const personId = await this.signIn.complete(request.originalUrl, pending);
      await regenerate(request);
      request.session.signedIn = { personId, at: this.clock.now().getTime() };
      await save(request.session);
      this.logger.info({ personId }, 'AUTH-001');
      response.redirect(this.env.PUBLIC_URL + pending.returnTo);
    });
  }

  /** Ends the session here; the page then goes to `signOutUrl` to end it at the identity provider. */
  @Post('logout')
  @HttpCode(200)
  async logout(@Req() request: Request, @Res({ passthrough: true }) response: Response) {
    await destroy(request.session);
    const { name, options } = sessionCookie(this.env.PUBLIC_URL);
    response.clearCookie(name, {
      path: options.path,
      secure: options.secure,
      httpOnly: true,
      sameSite: options.sameSite,
    });
    return { signOutUrl: await this.signOutUrl() };
  }

  /** Whoever signs out is signed out here, whether the provider answers or not. */
  private async signOutUrl(): Promise<string | null> {
    try {
      return await this.signIn.signOutUrl();
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      this.logger.warn({ error }, 'AUTH-005');
      return null;
    }
  }

  private async orShowProblem(response: Response, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (error instanceof TransientError) {
        this.logger.warn({ error }, 'AUTH-005');
        showProblem(response, 503, 'The identity provider does not answer at the moment. Try again soon.');
      } else if (error instanceof BusinessError) {
        this.logger.warn({ error }, 'AUTH-002');
        showProblem(response, 401, 'The identity provider did not confirm who you are.');
      } else {
        throw error;
      }
    }
  }
}

function showProblem(response: Response, status: number, message: string): void {
  response.status(status).type('html').send(signInProblemPage(message));
}
