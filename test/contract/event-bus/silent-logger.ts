import { Logger } from '../../../src/logging/logger.js';

/** These tests provoke failures by the dozen; what they log would bury what failed. */
export class SilentLogger extends Logger {
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}
