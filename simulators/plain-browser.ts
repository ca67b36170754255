import { CookieJar } from './cookie-jar.ts';

const MAX_REDIRECTS = 20;

/** A page as it was reached, after all redirects. */
export interface VisitedPage {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

/** Walks pages and forms by plain fetch, with cookies, without running scripts. */
export class PlainBrowser {
  readonly #cookies = new CookieJar();

  /** Sends one request with the cookies and keeps those of the answer; follows nothing. */
  async request(url: URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = this.#cookies.headerFor(url);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.#cookies.store(url, response);
    return response;
  }

  /** Opens a page and follows its redirects. */
  async open(url: URL, init?: RequestInit): Promise<VisitedPage> {
    let at = url;
    let response = await this.request(at, init);
    for (let hops = 0; response.headers.has('location'); hops++) {
      if (hops === MAX_REDIRECTS) throw new Error(`Too many redirects from ${url.href}.`);
      await response.body?.cancel();
      at = new URL(response.headers.get('location') ?? '', at);
      response = await this.request(at);
    }
    return { url: at, status: response.status, html: await response.text() };
  }

  /** Submits the form, but stops before it requests `path` and returns that URL. */
  async submitUntil(page: VisitedPage, fields: Readonly<Record<string, string>>, path: string): Promise<URL> {
    let { url, init } = this.#submission(page, fields);
    for (let hops = 0; url.pathname !== path; hops++) {
      const response = await this.request(url, init);
      const location = response.headers.get('location');
      if (location === null || hops === MAX_REDIRECTS) throw new Error(`${page.url.href} did not lead to ${path}.`);
      url = new URL(location, url);
      init = {};
    }
    return url;
  }

  /** The cookies that go along with a request to `url`. */
  cookieHeader(url: URL): string {
    return this.#cookies.headerFor(url);
  }

  /** Puts cookies into the browser that no answer has set. */
  plantCookies(url: URL, cookies: string): void {
    for (const cookie of cookies.split('; ')) {
      this.#cookies.store(url, new Response(null, { headers: { 'set-cookie': `${cookie}; Path=/` } }));
    }
  }

  /** Sends the first form of a page with its hidden fields and the given ones. */
  async submit(page: VisitedPage, fields: Readonly<Record<string, string>>): Promise<VisitedPage> {
    const { url, init } = this.#submission(page, fields);
    return this.open(url, init);
  }

  #submission(page: VisitedPage, fields: Readonly<Record<string, string>>): { url: URL; init: RequestInit } {
    const form = /<form[^>]*\saction="([^"]*)"[^>]*>([\s\S]*?)<\/form>/.exec(page.html);
    if (form === null) {
      throw new Error(`No form on ${page.url.href} (status ${page.status}).`);
    }
    const [, action = '', content = ''] = form;
    return {
      url: new URL(action, page.url),
      init: {
        method: 'POST',
        body: new URLSearchParams({ ...hiddenFields(content), ...fields }),
        headers: { origin: page.url.origin },
      },
    };
  }
}

function hiddenFields(form: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /\sname="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields[name] = /\svalue="([^"]*)"/.exec(input)?.[1] ?? '';
  }
  return fields;
}
