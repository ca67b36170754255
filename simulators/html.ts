const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes text safe inside HTML elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
  body { font: 16px/1.5 "IBM Plex Sans", system-ui, sans-serif; margin: 0; background: #f4f4f4; color: #161616; }
  header { background: #161616; color: #f4f4f4; padding: 0.75rem 1.5rem; }
  header small { color: #c6c6c6; margin-left: 0.75rem; }
  main { max-width: 62rem; margin: 1.5rem auto; padding: 0 1.5rem; }
  table { border-collapse: collapse; width: 100%; background: #fff; }
  th, td { text-align: left; padding: 0.5rem 0.75rem; border-bottom: 1px solid #e0e0e0; vertical-align: top; }
  button, .button { font: inherit; border: 0; background: #0f62fe; color: #fff; padding: 0.5rem 1rem; cursor: pointer; }
  button.danger { background: #da1e28; }
  button.plain { background: #e0e0e0; color: #161616; }
  button:focus-visible, input:focus-visible, a:focus-visible { outline: 2px solid #0f62fe; outline-offset: 2px; }
  input, textarea { font: inherit; padding: 0.5rem; border: 1px solid #8d8d8d; width: 100%; box-sizing: border-box; }
  .card { background: #fff; padding: 1rem 1.25rem; margin: 0 0 1rem; }
  .error { color: #da1e28; }
  .muted { color: #525252; }
`;

/** A whole page of a simulator; `body` is HTML whose variable parts were escaped. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>${escapeHtml(title)}<small>simulator, for development and tests</small></header>
<main>
${body}
</main>
</body>
</html>`;
}
