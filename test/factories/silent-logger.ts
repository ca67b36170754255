import { Logger } from '../../src/logging/logger.js';

/** Keeps what was logged instead of printing it. */
export class SilentLogger extends Logger {
  readonly lines: { level: string; facts: Readonly<Record<string, unknown>>; message: string }[] = [];

  debug(facts: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level: 'debug', facts, message });
  }

  info(facts: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level: 'info', facts, message });
  }

  warn(facts: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level: 'warn', facts, message });
  }

  error(facts: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level: 'error', facts, message });
  }
}
