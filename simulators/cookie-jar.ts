interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
}

/** Remembers cookies as a browser does: by host (not port) and path; enough for one person's visit. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Takes over the Set-Cookie headers of an answer from `url`. */
  store(url: URL, response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const separator = pair.indexOf('=');
      const cookie = {
        name: pair.slice(0, separator),
        value: pair.slice(separator + 1),
        host: url.hostname,
        path: attributeOf(attributes, 'path') ?? '/',
      };
      const key = `${cookie.host} ${cookie.path} ${cookie.name}`;
      if (isExpired(attributes)) this.#cookies.delete(key);
      else this.#cookies.set(key, cookie);
    }
  }

  /** The Cookie header for a request to `url`; empty when no cookie fits. */
  headerFor(url: URL): string {
    return [...this.#cookies.values()]
      .filter((cookie) => cookie.host === url.hostname && url.pathname.startsWith(cookie.path))
      .map((cookie) => `${cookie.name}=${cookie.value}`)
      .join('; ');
  }
}

function attributeOf(attributes: readonly string[], name: string): string | undefined {
  const found = attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

function isExpired(attributes: readonly string[]): boolean {
  const expires = attributeOf(attributes, 'expires');
  return expires !== undefined && Date.parse(expires) <= Date.now();
}
