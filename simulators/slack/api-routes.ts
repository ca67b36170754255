import { json, Router, urlencoded, type Request, type Response } from 'express';
import { faultMiddleware } from '../shared/fault-middleware.ts';
import type { Faults } from '../shared/faults.ts';
import { RateLimited, type ApiMethod, type Arguments } from './api-methods.ts';
import { SlackError } from './slack-error.ts';

/** Errors of Slack that a test can ask for by name; the call then does nothing. */
export const SLACK_FAULTS = [
  'cant_update_message',
  'channel_not_found',
  'edit_window_closed',
  'fatal_error',
  'internal_error',
  'message_not_found',
  'service_unavailable',
  'token_revoked',
  'users_not_found',
] as const;

const STRUCTURED = new Set(['blocks', 'view', 'metadata', 'attachments']);

/** `POST /api/{method}` as the Web API answers it: 200 for everything but rate limits and outages. */
export function apiRoutes(botToken: string, faults: Faults, methods: Readonly<Record<string, ApiMethod>>): Router {
  const router = Router();
  router.use(
    faultMiddleware(faults, (response, status) => {
      response.status(status).json({ ok: false, error: status === 429 ? 'ratelimited' : 'service_unavailable' });
    }),
  );
  router.use(json({ limit: '2mb' }), urlencoded({ extended: false, limit: '2mb' }));

  router.all('/:method', (request: Request<{ method: string }>, response: Response) => {
    try {
      const given = argumentsOf(request);
      checkToken(request, given, botToken);
      strikeFault(request, faults);
      const method = methods[request.params.method];
      if (method === undefined) throw new SlackError('unknown_method');
      response.json({ ok: true, ...method(given) });
    } catch (error) {
      refuse(response, error);
    }
  });
  return router;
}

function refuse(response: Response, error: unknown): void {
  if (error instanceof SlackError) {
    response.json(error.toBody());
  } else if (error instanceof RateLimited) {
    response.status(429).setHeader('retry-after', String(error.seconds)).json({ ok: false, error: 'ratelimited' });
  } else {
    throw error;
  }
}

function argumentsOf(request: Request): Arguments {
  const given: Arguments = { ...request.query, ...(request.body as Arguments | undefined) };
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      STRUCTURED.has(name) && typeof value === 'string' ? parseStructured(name, value) : value,
    ]),
  );
}

function parseStructured(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SlackError(name === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments');
  }
}

function checkToken(request: Request, given: Arguments, botToken: string): void {
  const header = request.headers.authorization;
  const token = header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : given['token'];
  if (token === undefined) throw new SlackError('not_authed');
  if (token !== botToken) throw new SlackError('invalid_auth');
}

function strikeFault(request: Request, faults: Faults): void {
  const call = { method: request.method, path: request.originalUrl };
  const struck = SLACK_FAULTS.find((kind) => faults.strike(kind, call));
  if (struck !== undefined) throw new SlackError(struck);
}
