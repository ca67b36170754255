import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Faults } from '../shared/faults.ts';
import type { VirtualClock } from '../shared/virtual-clock.ts';
import { forbidden, ODataError } from './odata-error.ts';
import type { Principal } from './principals.ts';

const IDLE_LIMIT_MS = 30 * 60_000;
const COOKIE = 'JSESSIONID';
export const NONCE_KEY = 'CSRF_NONCE';

interface Session {
  readonly principal: Principal;
  readonly nonce: string;
  lastSeenAt: number;
}

/** Basic authentication and, beside it, the servlet session that holds the CSRF nonce: no cookie, no valid nonce. */
export class HttpSessions {
  readonly #principals: readonly Principal[];
  readonly #clock: VirtualClock;
  readonly #faults: Faults;
  readonly #sessions = new Map<string, Session>();
  readonly #ofRequest = new WeakMap<Request, Session>();

  constructor(principals: readonly Principal[], clock: VirtualClock, faults: Faults) {
    this.#principals = principals;
    this.#clock = clock;
    this.#faults = faults;
  }

  /** Signs every request in, and gives it a session when its cookie names none that lives. */
  readonly authenticate: RequestHandler = (request, response, next) => {
    const principal = this.#principalOf(request);
    if (!principal) {
      response.setHeader('WWW-Authenticate', 'Basic realm="Windchill"');
      throw new ODataError(401, 'UNAUTHORIZED', 'Sign in with a valid user name and password.');
    }
    if (this.#faults.strike('session-lost')) this.#sessions.clear();
    let session = this.#sessionOf(request, principal);
    if (!session) {
      const id = randomBytes(16).toString('hex').toUpperCase();
      session = { principal, nonce: randomBytes(24).toString('base64'), lastSeenAt: 0 };
      this.#sessions.set(id, session);
      response.setHeader('Set-Cookie', `${COOKIE}=${id}; Path=/Windchill; HttpOnly`);
    }
    session.lastSeenAt = this.#clock.now().getTime();
    this.#ofRequest.set(request, session);
    next();
  };

  /** Every call that writes must carry the nonce of its own session. */
  readonly requireNonce: RequestHandler = (request, _response, next) => {
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    if (writes && request.get(NONCE_KEY) !== this.nonceOf(request))
      throw forbidden('The CSRF nonce is missing or does not belong to this session. Fetch a new one.');
    next();
  };

  nonceOf(request: Request): string {
    return this.#require(request).nonce;
  }

  principalOf(request: Request): Principal {
    return this.#require(request).principal;
  }

  #require(request: Request): Session {
    const session = this.#ofRequest.get(request);
    if (!session) throw new Error('The request was not authenticated.');
    return session;
  }

  #principalOf(request: Request): Principal | undefined {
    const [scheme, encoded = ''] = (request.get('authorization') ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'basic') return undefined;
    const text = Buffer.from(encoded, 'base64').toString('utf8');
    const name = text.slice(0, text.indexOf(':'));
    const password = text.slice(text.indexOf(':') + 1);
    return this.#principals.find((candidate) => candidate.name === name && candidate.password === password);
  }

  #sessionOf(request: Request, principal: Principal): Session | undefined {
    const cookies = (request.get('cookie') ?? '').split(';').map((cookie) => cookie.trim().split('='));
    const id = cookies.find(([name]) => name === COOKIE)?.[1];
    const session = id === undefined ? undefined : this.#sessions.get(id);
    if (!session || session.principal !== principal) return undefined;
    return this.#clock.now().getTime() - session.lastSeenAt > IDLE_LIMIT_MS ? undefined : session;
  }
}
