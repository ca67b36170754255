import { Html, html } from '../shared/html.ts';
import { page } from '../shared/page-layout.ts';
import type { Mail } from './mail-store.ts';

const PRODUCT = 'Mailbox';

const RELOAD_WHEN_CHANGED = new Html(`<script>
(async () => {
  const read = async () => (await fetch(location.href)).text();
  const shown = await read();
  setInterval(async () => { if ((await read()) !== shown) location.reload(); }, 2000);
})();
</script>`);

/** All mails, the newest first; `to` is the recipient that the reader chose. */
export function listPage(mails: readonly Mail[], to: string): string {
  const rows = mails.map(
    (mail) =>
      html`<tr>
        <td>${mail.receivedAt.slice(0, 19).replace('T', ' ')}</td>
        <td><a href="/?to=${encodeURIComponent(mail.to[0] ?? '')}">${mail.to.join(', ')}</a></td>
        <td><a href="/messages/${mail.id}">${mail.subject === '' ? '(no subject)' : mail.subject}</a></td>
      </tr>`,
  );
  const none = html`<p>No mail${to === '' ? '' : ` to ${to}`} yet.</p>`;
  return page(
    PRODUCT,
    to === '' ? 'All mail' : `Mail to ${to}`,
    html`${to === '' ? null : html`<p><a href="/">All mail</a></p>`}
    ${
      rows.length === 0
        ? none
        : html`<table>
            <thead>
              <tr>
                <th>Received (UTC)</th>
                <th>To</th>
                <th>Subject</th>
              </tr>
            </thead>
            <tbody>
              ${rows}
            </tbody>
          </table>`
    }
    ${RELOAD_WHEN_CHANGED}`,
  );
}

/** One mail: its HTML in a frame without rights, and its text. */
export function mailPage(mail: Mail): string {
  const frame =
    mail.html === null
      ? null
      : html`<iframe
          title="Mail"
          src="/messages/${mail.id}/html"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          style="width: 100%; height: 34rem; border: 1px solid #e0e0e0; background: #fff"
        ></iframe>`;
  return page(
    PRODUCT,
    mail.subject === '' ? '(no subject)' : mail.subject,
    html`<p><a href="/">All mail</a></p>
      <dl>
        <dt>From</dt>
        <dd>${mail.from}</dd>
        <dt>To</dt>
        <dd>${mail.to.join(', ')}</dd>
        <dt>Received</dt>
        <dd>${mail.receivedAt}</dd>
        <dt>Source</dt>
        <dd><a href="/api/messages/${mail.id}/source">as it came</a></dd>
      </dl>
      ${frame}
      <h2>Text</h2>
      <section><pre style="white-space: pre-wrap">${mail.text}</pre></section>`,
  );
}
