import { randomBytes } from 'node:crypto';
import type { VirtualClock } from '../shared/virtual-clock.ts';
import { ArenaError, invalidToken } from './arena-errors.ts';
import type { User } from './workspace.ts';

const IDLE_LIMIT_MS = 90 * 60_000;
const ATTEMPTS_BEFORE_PAUSE = 5;
const PAUSE_MS = 5 * 60_000;

interface Session {
  readonly id: string;
  readonly user: User;
  lastActionAt: number;
}

/**
 * One session per user: a second sign-in ends the first, and 90 minutes without a call end it too
 * (ARENA-DOC api_connecting_permissions.md). The number of wrong passwords before the five-minute pause
 * (error 4083) is not documented; five is assumed.
 */
export class Sessions {
  readonly #users: readonly User[];
  readonly #clock: VirtualClock;
  readonly #byUser = new Map<string, Session>();
  readonly #failures = new Map<string, { count: number; until: number }>();

  constructor(users: readonly User[], clock: VirtualClock) {
    this.#users = users;
    this.#clock = clock;
  }

  signIn(email: string, password: string): Session {
    this.#refusePaused(email);
    const user = this.#users.find((candidate) => candidate.email === email && candidate.password === password);
    if (!user) {
      this.#countFailure(email);
      throw badLogin();
    }
    this.#failures.delete(email);
    const session = { id: `${randomBytes(24).toString('base64url')}|`, user, lastActionAt: this.#now() };
    this.#byUser.set(user.guid, session);
    return session;
  }

  /** The user of a session, whose 90 minutes start again. */
  userOf(sessionId: string | undefined): User {
    const session = [...this.#byUser.values()].find((candidate) => candidate.id === sessionId);
    if (!session || this.#now() - session.lastActionAt > IDLE_LIMIT_MS) throw invalidToken();
    session.lastActionAt = this.#now();
    return session.user;
  }

  signOut(user: User): void {
    this.#byUser.delete(user.guid);
  }

  /** Ends all sessions at once, as a restart of the product would. */
  clear(): void {
    this.#byUser.clear();
  }

  #now(): number {
    return this.#clock.now().getTime();
  }

  #refusePaused(email: string): void {
    if ((this.#failures.get(email)?.until ?? 0) > this.#now()) {
      throw new ArenaError(400, {
        code: 4083,
        message: 'Too many invalid password attempts, account disabled for five minutes.',
      });
    }
  }

  #countFailure(email: string): void {
    const count = (this.#failures.get(email)?.count ?? 0) + 1;
    const paused = count >= ATTEMPTS_BEFORE_PAUSE;
    this.#failures.set(email, { count: paused ? 0 : count, until: paused ? this.#now() + PAUSE_MS : 0 });
  }
}

export const badLogin = (): ArenaError =>
  new ArenaError(400, {
    code: 4001,
    message:
      'The username, password or workspace ID is not valid or you are not allowed to log in due to IP restriction.',
  });
