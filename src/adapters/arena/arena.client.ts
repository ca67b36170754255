import type { z } from 'zod';
import { PermanentError, TransientError } from '../../domain/errors.js';
import type { SystemSessions } from '../../ports/system-sessions.port.js';
import { badCredentials, failureOf, missingRight, objectMissing, parseAnswer, refused } from '../http/system-errors.js';
import { SystemHttp, type SystemRequest, type SystemResponse } from '../http/system-http.js';
import { ArenaQuota } from './arena-quota.js';
import type { ArenaOptions } from './arena.options.js';
import { loginSchema, pageOf, problemsSchema } from './arena.schemas.js';

const SYSTEM = 'Arena';
const PAGE = 400;
const PAGES_AT_MOST = 50;
/** GUID is not valid: Arena answers 400 where others answer 404 (ARENA-DOC API Error Codes). */
const UNKNOWN_GUID = new Set([3011, 3045]);
const TOO_MANY_WRONG_PASSWORDS = 4083;
const FIVE_MINUTES_MS = 5 * 60_000;

type Call = Omit<SystemRequest, 'headers'> & {
  /** Calls that must stay for others: polls give way to decisions. */
  readonly reserve?: number;
};

/** Arena's REST API over one shared session. A second sign-in would end the first, so processes renew it under a lock. */
export class ArenaClient {
  private readonly http: SystemHttp;
  private readonly quota = new ArenaQuota();
  private session: string | null = null;

  constructor(
    private readonly options: Pick<ArenaOptions, 'url' | 'email' | 'password' | 'workspaceId' | 'timeoutMs'>,
    private readonly sessions: SystemSessions,
  ) {
    this.http = new SystemHttp(SYSTEM, options.url, options.timeoutMs);
  }

  /** One call; a session that Arena refuses is renewed once. Errors of the API become errors of the port. */
  async call<Schema extends z.ZodType>(call: Call, schema: Schema): Promise<z.infer<Schema>> {
    const response = await this.send(call);
    if (response.status >= 400) throw errorOf(response, call.path);
    return parseAnswer(SYSTEM, call.path, schema, response.json);
  }

  /** All entries of a list. `count` cannot be relied on, so a page that is not full is the last one. */
  async list<Schema extends z.ZodType>(path: string, entry: Schema, reserve = 0): Promise<z.infer<Schema>[]> {
    const entries: z.infer<Schema>[] = [];
    const separator = path.includes('?') ? '&' : '?';
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const paged = `${path}${separator}offset=${page * PAGE}&limit=${PAGE}`;
      const { results } = await this.call({ method: 'GET', path: paged, reserve }, pageOf(entry));
      entries.push(...(results as z.infer<Schema>[]));
      if (results.length < PAGE) return entries;
    }
    throw new PermanentError(
      'SYSTEM_LIST_TOO_LONG',
      `${SYSTEM} lists more than ${PAGE * PAGES_AT_MOST} entries at ${path}.`,
    );
  }

  private async send(call: Call): Promise<SystemResponse> {
    this.session ??= (await this.sessions.read('arena')) ?? (await this.renew(null));
    const used = this.session;
    const response = await this.exchange(call, used);
    if (response.status !== 401) return response;
    const renewed = await this.renew(used);
    const second = await this.exchange(call, renewed);
    if (second.status !== 401) return second;
    throw new TransientError(
      'SYSTEM_SESSION_LOST',
      'Arena ended the session again at once. Somebody else signs in as the integration user, which must be its own.',
    );
  }

  private async renew(refusedSession: string | null): Promise<string> {
    this.session = await this.sessions.renew('arena', refusedSession, () => this.signIn());
    return this.session;
  }

  private async exchange(call: Call, session: string): Promise<SystemResponse> {
    this.quota.require(call.reserve);
    const { method, path, body } = call;
    // Arena answers 415 to a call without content type, even when there is no content.
    const headers = { arena_session_id: session, 'content-type': 'application/json' };
    const response = await this.http.send({ method, path, body, headers });
    this.quota.observe(response.headers);
    if (response.status !== 429) return response;
    this.quota.exhaust();
    this.quota.require();
    throw failureOf(SYSTEM, response, 'Too many requests.');
  }

  private async signIn(): Promise<string> {
    const { email, password, workspaceId } = this.options;
    const response = await this.http.send({
      method: 'POST',
      path: '/login',
      headers: {},
      body: { email, password, workspaceId },
    });
    if (response.status < 400) return parseAnswer(SYSTEM, '/login', loginSchema, response.json);
    if (problemsOf(response).some(({ code }) => code === TOO_MANY_WRONG_PASSWORDS)) {
      throw new TransientError(
        'SYSTEM_CREDENTIALS',
        'Arena pauses the integration user after too many wrong passwords.',
        {
          retryAfterMs: FIVE_MINUTES_MS,
        },
      );
    }
    if (response.status === 400 || response.status === 401) {
      throw badCredentials(SYSTEM, 'ARENA_EMAIL, ARENA_PASSWORD, ARENA_WORKSPACE_ID and its IP restrictions');
    }
    throw failureOf(SYSTEM, response, textOf(response));
  }
}

function errorOf(response: SystemResponse, path: string): Error {
  if (response.status === 403) return missingRight(SYSTEM, textOf(response));
  if (response.status === 404)
    return new PermanentError(
      'SYSTEM_ENDPOINT',
      'Arena does not know the endpoint. Check ARENA_URL: it ends with /v1.',
    );
  if (response.status === 400 && problemsOf(response).some(({ code }) => UNKNOWN_GUID.has(code))) {
    return objectMissing(SYSTEM, path.split('?')[0]?.split('/').at(-1) ?? path);
  }
  if (response.status === 400) return refused(SYSTEM, textOf(response) || 'it gave no reason.');
  return failureOf(SYSTEM, response, textOf(response));
}

/** Arena mixes notices (52xx, "Notice: No approval deadline …") into its errors; they forbid nothing and are left out. */
function problemsOf(response: SystemResponse): readonly { code: number; message: string }[] {
  const parsed = problemsSchema.safeParse(response.json);
  if (!parsed.success) return [];
  return parsed.data.errors.filter(
    ({ code, message }) => !message.startsWith('Notice:') && (code < 5200 || code > 5299),
  );
}

const textOf = (response: SystemResponse): string =>
  problemsOf(response)
    .map(({ code, message }) => `${message} (${code})`)
    .join(' ');
