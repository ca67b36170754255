import { escapeHtml } from '../domain/escape-html.js';

/** Text that is markup already; everything else that goes into a page is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** Template tag: escapes every value but `Markup`. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Markup)[]): Markup {
  const filled = values.map((value) => (value instanceof Markup ? value.text : escapeHtml(value)));
  return new Markup(parts.map((part, index) => part + (filled[index] ?? '')).join(''));
}

export interface PlainPage {
  readonly title: string;
  readonly body: Markup;
  /** Asks the browser to load this address again after so many seconds. */
  readonly refresh?: { readonly seconds: number; readonly url: string };
}

/** A page without scripts, for the moments when a link cannot simply lead on. */
export function renderPage({ title, body, refresh }: PlainPage): string {
  const meta =
    refresh === undefined
      ? new Markup('')
      : html`<meta http-equiv="refresh" content="${String(refresh.seconds)};url=${refresh.url}" />`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${meta}
        <title>${title}</title>
        <style>
          body {
            font:
              1rem/1.5 'IBM Plex Sans',
              system-ui,
              sans-serif;
            max-width: 38rem;
            margin: 4rem auto;
            padding: 0 1rem;
            color: #161616;
          }
          a {
            color: #0f62fe;
          }
          a:focus-visible {
            outline: 2px solid #0f62fe;
            outline-offset: 2px;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.text;
}
