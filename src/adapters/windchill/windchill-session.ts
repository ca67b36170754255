import { badCredentials, failureOf, parseAnswer } from '../http/system-errors.js';
import type { SystemHttp } from '../http/system-http.js';
import type { WindchillOptions } from './windchill.options.js';
import { nonceSchema } from './windchill.schemas.js';

export interface SessionHeaders {
  readonly authorization: string;
  readonly cookie: string;
  /** The nonce's own header, needed by writes. */
  readonly nonce: Readonly<Record<string, string>>;
}

/**
 * Windchill keeps the nonce against forged requests in the servlet session, so cookie and nonce belong together
 * (WC12 WCCG_RESTAPIsNonceTokenFunction). One session serves all calls of this process.
 */
export class WindchillSession {
  private current: Promise<SessionHeaders> | undefined;

  constructor(
    private readonly http: SystemHttp,
    private readonly options: Pick<WindchillOptions, 'user' | 'password'>,
  ) {}

  headers(): Promise<SessionHeaders> {
    if (this.current === undefined) {
      const opening = this.open();
      this.current = opening;
      opening.catch(() => this.drop(opening));
    }
    return this.current;
  }

  /** The next call opens a new session, unless another call has done so meanwhile. */
  async renew(refused: SessionHeaders): Promise<SessionHeaders> {
    const current = await this.headers();
    if (current === refused) this.current = undefined;
    return this.headers();
  }

  private drop(opening: Promise<SessionHeaders>): void {
    if (this.current === opening) this.current = undefined;
  }

  private async open(): Promise<SessionHeaders> {
    const { user, password } = this.options;
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const response = await this.http.send({ method: 'GET', path: '/PTC/GetCSRFToken()', headers: { authorization } });
    if (response.status === 401) throw badCredentials('Windchill', 'WINDCHILL_USER and WINDCHILL_PASSWORD');
    if (response.status >= 400) throw failureOf('Windchill', response, 'It gave no nonce.');
    const { NonceKey, NonceValue } = parseAnswer('Windchill', 'GetCSRFToken', nonceSchema, response.json);
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return { authorization, cookie, nonce: { [NonceKey]: NonceValue } };
  }
}
