import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { IncomingMessage } from 'node:http';

/** Slack alone sends forms. Elsewhere a form would be a way around JSON, which a foreign page can send unasked. */
export function isSlackForm({ url = '', headers }: IncomingMessage): boolean {
  return (
    url.startsWith('/api/v1/slack/') && /^application\/x-www-form-urlencoded(;|$)/i.test(headers['content-type'] ?? '')
  );
}

/** Says so when no parser has read the body, instead of complaining about every field that seems to be missing. */
export function refuseUnreadBody(request: Request, _response: Response, next: NextFunction): void {
  const { 'content-length': length, 'transfer-encoding': chunked } = request.headers;
  const hasBody = chunked !== undefined || Number(length ?? 0) > 0;
  next(hasBody && request.body === undefined ? new UnsupportedMediaTypeException() : undefined);
}
