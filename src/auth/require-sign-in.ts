import type { INestApplication } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { AuthenticationGuard } from './authentication.guard.js';
import { SessionMiddleware } from './session.middleware.js';

/**
 * Closes paths that no Nest controller serves, such as the API document, to people who are not signed in. Guards do
 * not see those. Call it before whatever serves the paths.
 */
export function requireSignIn(
  app: INestApplication & Pick<NestExpressApplication, 'use'>,
  paths: readonly string[],
): void {
  const sessions = app.get(SessionMiddleware);
  const guard = app.get(AuthenticationGuard);
  for (const path of paths) {
    app.use(path, (request: Request, response: Response, next: NextFunction) => {
      sessions.use(request, response, next);
    });
    app.use(path, (request: Request, response: Response, next: NextFunction) => {
      guard.authenticate(request, response).then(() => next(), next);
    });
  }
}
