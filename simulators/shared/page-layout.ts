import { html, type Html } from './html.ts';
import { people } from './people.ts';

/** The frame of every simulator's pages. */
export function page(product: string, title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · ${product}</title>
        <style>
          body {
            font:
              15px/1.5 system-ui,
              sans-serif;
            margin: 0;
            color: #161616;
            background: #f4f4f4;
          }
          header {
            background: #262626;
            color: #fff;
            padding: 0.7rem 1.5rem;
          }
          header a {
            color: #fff;
            text-decoration: none;
            font-weight: 600;
          }
          header small {
            color: #c6c6c6;
            margin-left: 0.8rem;
          }
          main {
            max-width: 62rem;
            margin: 1.5rem auto;
            padding: 0 1.5rem;
          }
          table {
            border-collapse: collapse;
            width: 100%;
            background: #fff;
          }
          th,
          td {
            text-align: left;
            padding: 0.5rem 0.8rem;
            border-bottom: 1px solid #e0e0e0;
            vertical-align: top;
          }
          form,
          dl,
          section {
            background: #fff;
            padding: 1rem 1.2rem;
            margin: 1rem 0;
          }
          dl {
            display: grid;
            grid-template-columns: 13rem 1fr;
            gap: 0.3rem 1rem;
          }
          dd {
            margin: 0;
          }
          dt {
            color: #525252;
          }
          label {
            display: block;
            margin: 0.5rem 0 0.1rem;
          }
          input,
          select,
          textarea {
            font: inherit;
            width: 100%;
            box-sizing: border-box;
            padding: 0.4rem;
          }
          textarea {
            min-height: 4rem;
          }
          button {
            font: inherit;
            border: 0;
            padding: 0.5rem 1.3rem;
            margin: 0.8rem 0.5rem 0 0;
            background: #0f62fe;
            color: #fff;
            cursor: pointer;
          }
          button.danger {
            background: #da1e28;
          }
          .state {
            background: #e0e0e0;
            padding: 0.1rem 0.6rem;
            border-radius: 1rem;
            white-space: nowrap;
          }
          .problem {
            background: #fff1f1;
            border-left: 4px solid #da1e28;
            padding: 0.6rem 1rem;
          }
        </style>
      </head>
      <body>
        <header><a href="/">${product}</a><small>simulator for development</small></header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`.text;
}

/** A list of the sample people to act as; `first` puts the likely ones on top. */
export function personSelect(label: string, first: readonly string[] = []): Html {
  const sorted = [...people].sort((a, b) => Number(first.includes(b.id)) - Number(first.includes(a.id)));
  return html`<label
    >${label}<select name="person">
      ${sorted.map((person) => html`<option value="${person.id}">${person.name}</option>`)}
    </select></label
  >`;
}

export function select(name: string, label: string, options: readonly string[]): Html {
  return html`<label
    >${label}<select name="${name}">
      ${options.map((option) => html`<option>${option}</option>`)}
    </select></label
  >`;
}

export const state = (text: string): Html => html`<span class="state">${text}</span>`;
