import type { LoggerService } from '@nestjs/common';
import pino, { type Logger as Pino } from 'pino';

type Facts = Readonly<Record<string, unknown>>;

/** Structured log, one line per fact. Codes such as RELAY-002 are explained in docs/errors.md. */
export abstract class Logger {
  abstract debug(facts: Facts, message: string): void;
  abstract info(facts: Facts, message: string): void;
  abstract warn(facts: Facts, message: string): void;
  abstract error(facts: Facts, message: string): void;
}

/** Whatever has one of these names is a secret, however deep it lies. */
const redact = {
  paths: ['password', 'secret', 'token', 'authorization', 'cookie'].flatMap((name) => [
    name,
    `*.${name}`,
    `*.*.${name}`,
  ]),
  censor: '[secret]',
};

export function createPino(name: string, level: string): Pino {
  return pino({ name, level, redact, serializers: { error: pino.stdSerializers.err } });
}

export class PinoLogger extends Logger {
  constructor(private readonly pino: Pino) {
    super();
  }

  debug(facts: Facts, message: string): void {
    this.pino.debug(facts, message);
  }

  info(facts: Facts, message: string): void {
    this.pino.info(facts, message);
  }

  warn(facts: Facts, message: string): void {
    this.pino.warn(facts, message);
  }

  error(facts: Facts, message: string): void {
    this.pino.error(facts, message);
  }
}

/** Nest's own messages in the same stream. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Pino) {}

  log(message: unknown, context?: string): void {
    this.pino.debug({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.pino.error({ context, stack }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, String(message));
  }
}
