import { SystemSessions } from '../../../src/ports/system-sessions.port.js';

/** The session table, in memory: one renewal at a time, as the row lock has it. */
export class MemorySessions extends SystemSessions {
  signIns = 0;
  private session: string | null = null;
  private queue: Promise<unknown> = Promise.resolve();

  async read(): Promise<string | null> {
    return this.session;
  }

  renew(_system: string, refused: string | null, signIn: () => Promise<string>): Promise<string> {
    const renewal = this.queue.then(async () => {
      if (this.session !== null && this.session !== refused) return this.session;
      this.signIns += 1;
      this.session = await signIn();
      return this.session;
    });
    this.queue = renewal.catch(() => undefined);
    return renewal;
  }
}
