import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import {
  AlreadyDecidedError,
  BusinessError,
  ConflictError,
  CountersignError,
  ForbiddenError,
  NotFoundError,
  TransientError,
} from '../domain/errors.js';
import type { Logger } from '../logging/logger.js';
import { isTransientDatabaseError } from '../persistence/transient-database-error.js';
import { InvalidInputError } from './invalid-input.error.js';
import type { Problem } from './problem.js';

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not understood',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Not possible now',
  413: 'Too large',
  415: 'Content type not supported',
  422: 'Not acceptable',
  500: 'Something broke on our side',
  503: 'Not available at the moment',
};

/** Parsers quote in their messages what they could not read; an answer does not. */
const unreadable: Readonly<Record<number, string>> = {
  400: 'The body or the address cannot be read.',
  413: 'The body is too large.',
  415: 'Send the body as application/json in UTF-8.',
};

/** The one place where errors become answers. Nobody sees a stack trace; the log has it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.end();
      return;
    }
    const problem = this.problemOf(error);
    if (error instanceof TransientError)
      response.setHeader('retry-after', Math.ceil((error.retryAfterMs ?? 5_000) / 1_000));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof InvalidInputError)
      return { ...problem(error.status, 'INVALID_INPUT', error.message), errors: [...error.issues] };
    if (error instanceof AlreadyDecidedError)
      return { ...problem(409, error.code, error.message), decision: error.decision };
    if (error instanceof BusinessError) return problem(businessStatus(error), error.code, error.message);
    if (error instanceof TransientError) {
      this.logger.warn({ error }, 'HTTP-503');
      return problem(503, error.code, 'Try again in a moment.');
    }
    if (error instanceof HttpException) return httpProblem(error);
    if (isTransientDatabaseError(error)) {
      this.logger.warn({ error }, 'HTTP-503');
      return problem(503, 'DATABASE_UNAVAILABLE', 'Try again in a moment.');
    }
    const parser = bodyParserProblem(error);
    if (parser !== undefined) return parser;
    this.logger.error({ error }, 'HTTP-500');
    const code = error instanceof CountersignError ? error.code : 'INTERNAL';
    return problem(500, code, 'The request was not carried out. It is logged and will be looked at.');
  }
}

function problem(status: number, code: string, detail: string): Problem {
  return { type: 'about:blank', title: titles[status] ?? 'Error', status, code, detail };
}

function businessStatus(error: BusinessError): number {
  if (error instanceof NotFoundError) return 404;
  if (error instanceof ForbiddenError) return 403;
  if (error instanceof ConflictError) return 409;
  return 422;
}

function httpProblem(error: HttpException): Problem {
  const status = error.getStatus();
  const body = error.getResponse();
  if (status >= 500) return problem(status, `HTTP_${status}`, 'The request was not carried out.');
  if (typeof body === 'object' && 'code' in body && typeof body.code === 'string')
    return problem(status, body.code, error.message);
  return problem(status, `HTTP_${status}`, unreadable[status] ?? error.message);
}

/** express' body parsers throw http-errors: malformed JSON, too large, unknown charset. */
function bodyParserProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  if (error.status < 400 || error.status > 499) return undefined;
  return problem(error.status, `HTTP_${error.status}`, unreadable[error.status] ?? error.message);
}
