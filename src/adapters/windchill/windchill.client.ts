import type { z } from 'zod';
import { PermanentError } from '../../domain/errors.js';
import { badCredentials, failureOf, missingRight, objectMissing, parseAnswer } from '../http/system-errors.js';
import { SystemHttp, type SystemResponse } from '../http/system-http.js';
import { WindchillSession, type SessionHeaders } from './windchill-session.js';
import type { WindchillOptions } from './windchill.options.js';
import { pageOf, problemSchema } from './windchill.schemas.js';

const SYSTEM = 'Windchill';
const PAGES_AT_MOST = 50;

interface Write {
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: unknown;
}

/** Windchill REST Services: Basic sign-in, the session's nonce on every write, OData paging. */
export class WindchillClient {
  private readonly http: SystemHttp;
  private readonly session: WindchillSession;
  private readonly basePath: string;

  constructor(options: Pick<WindchillOptions, 'url' | 'user' | 'password' | 'timeoutMs'>) {
    this.http = new SystemHttp(SYSTEM, options.url, options.timeoutMs);
    this.session = new WindchillSession(this.http, options);
    this.basePath = new URL(options.url).pathname;
  }

  async get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
    const headers = await this.session.headers();
    const response = await this.read(path, headers);
    if (response.status >= 400) throw errorOf(response, path);
    return parseAnswer(SYSTEM, path, schema, response.json);
  }

  /** All entries of a collection; the server decides on the size of its pages. */
  async list<Schema extends z.ZodType>(path: string, entry: Schema): Promise<z.infer<Schema>[]> {
    const entries: z.infer<Schema>[] = [];
    let next: string | undefined = path;
    for (let page = 0; page < PAGES_AT_MOST && next !== undefined; page += 1) {
      const answer: { value: unknown[]; '@odata.nextLink'?: string | undefined } = await this.get(next, pageOf(entry));
      entries.push(...(answer.value as z.infer<Schema>[]));
      next = this.pathOf(answer['@odata.nextLink']);
    }
    if (next === undefined) return entries;
    throw new PermanentError('SYSTEM_LIST_TOO_LONG', `${SYSTEM} lists more than ${PAGES_AT_MOST} pages at ${path}.`);
  }

  /**
   * A write. Its answer is read back by the caller: actions answer 204 without a body, whatever happened.
   * 403 may mean a nonce that has expired with its session, so a new one is fetched once.
   */
  async write(write: Write): Promise<unknown> {
    const headers = await this.session.headers();
    let response = await this.sendWrite(write, headers);
    if (response.status === 403) response = await this.sendWrite(write, await this.session.renew(headers));
    if (response.status >= 400) throw errorOf(response, write.path);
    return response.json;
  }

  private read(path: string, { authorization, cookie }: SessionHeaders): Promise<SystemResponse> {
    return this.http.send({ method: 'GET', path, headers: { authorization, cookie, prefer: 'odata.maxpagesize=200' } });
  }

  private sendWrite(
    { method, path, body }: Write,
    { authorization, cookie, nonce }: SessionHeaders,
  ): Promise<SystemResponse> {
    return this.http.send({ method, path, body, headers: { authorization, cookie, ...nonce } });
  }

  /** Only the path of a next link is followed: behind a proxy its host may be wrong, and it must never lead elsewhere. */
  private pathOf(nextLink: string | undefined): string | undefined {
    if (nextLink === undefined) return undefined;
    const { pathname, search } = new URL(nextLink, 'http://relative.invalid');
    return `${pathname.startsWith(this.basePath) ? pathname.slice(this.basePath.length) : pathname}${search}`;
  }
}

function errorOf(response: SystemResponse, path: string): Error {
  const parsed = problemSchema.safeParse(response.json);
  const text = parsed.success ? parsed.data.error.message : '';
  switch (response.status) {
    case 401:
      return badCredentials(SYSTEM, 'WINDCHILL_USER and WINDCHILL_PASSWORD');
    case 403:
      return missingRight(SYSTEM, text);
    case 404:
      return objectMissing(SYSTEM, decodeURIComponent(path.split('?')[0] ?? path));
    default:
      return failureOf(SYSTEM, response, text);
  }
}
