import type { NestExpressApplication } from '@nestjs/platform-express';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { InvalidInputError } from './invalid-input.error.js';
import { Logger } from '../logging/logger.js';
import { isSlackForm, refuseUnreadBody } from './body-types.js';
import { ProblemFilter } from './problem.filter.js';
import { securityHeaders } from './security-headers.js';

/** Room for the largest change that validation allows, and for a Slack interaction; more is refused with 413. */
const BODY_LIMIT = '256kb';

/** Headers, body limits, validation and error answers: the same in production and in tests. */
export function configureHttp(app: NestExpressApplication): void {
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders());
  app.useBodyParser('json', { limit: BODY_LIMIT, type: ['application/json', 'application/*+json'] });
  app.useBodyParser('urlencoded', { limit: BODY_LIMIT, extended: false, type: isSlackForm });
  app.use(refuseUnreadBody);
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new InvalidInputError(issues) }));
  app.useGlobalFilters(new ProblemFilter(app.get(Logger)));
  app.enableShutdownHooks();
}
