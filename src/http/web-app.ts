import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const folder = fileURLToPath(new URL('../../web/', import.meta.url));
const reserved = /^\/(api|auth|go|health)(\/|$)/;

/**
 * Serves the built React app: hashed assets for a year, and index.html for every page address.
 * The files hold no data; the API behind them answers only to signed-in people.
 */
export function serveWebApp(app: NestExpressApplication): void {
  const index = `${folder}index.html`;
  if (!existsSync(index)) return;
  app.useStaticAssets(`${folder}assets`, { prefix: '/assets', immutable: true, maxAge: '365d', fallthrough: false });
  app.useStaticAssets(folder, { index: false, maxAge: 0 });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !reserved.test(request.path);
    if (!isPage || request.accepts(['html', 'json']) !== 'html') {
      next();
      return;
    }
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(index);
  });
}
