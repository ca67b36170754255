import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SystemSessions } from '../../ports/system-sessions.port.js';

/** Keeps sessions in `owning_system_session`; its row lock lets one process sign in at a time. */
@Injectable()
export class StoredSystemSessions extends SystemSessions {
  /** Renewals of this process that wait for the same lock share one connection of the pool. */
  private readonly renewals = new Map<string, Promise<string>>();

  constructor(private readonly database: DataSource) {
    super();
  }

  async read(system: string): Promise<string | null> {
    const rows: { session: string | null }[] = await this.database.query(
      'select session from owning_system_session where system = $1',
      [system],
    );
    return rows[0]?.session ?? null;
  }

  renew(system: string, refused: string | null, signIn: () => Promise<string>): Promise<string> {
    const key = `${system}\n${refused ?? ''}`;
    const running = this.renewals.get(key);
    if (running) return running;
    const renewal = this.renewLocked(system, refused, signIn).finally(() => this.renewals.delete(key));
    this.renewals.set(key, renewal);
    return renewal;
  }

  private renewLocked(system: string, refused: string | null, signIn: () => Promise<string>): Promise<string> {
    return this.database.transaction(async (manager) => {
      await manager.query('insert into owning_system_session (system) values ($1) on conflict do nothing', [system]);
      const rows: { session: string | null }[] = await manager.query(
        'select session from owning_system_session where system = $1 for update',
        [system],
      );
      const stored = rows[0]?.session ?? null;
      if (stored !== null && stored !== refused) return stored;
      const session = await signIn();
      await manager.query('update owning_system_session set session = $2, obtained_at = now() where system = $1', [
        system,
        session,
      ]);
      return session;
    });
  }
}
