import { escapeHtml } from '../../domain/escape-html.js';
import type { OutgoingMessage } from '../../ports/message-channel.port.js';

const FOOTER = 'Sent automatically by Countersign. Links show the approval; they never decide it.';

/** The plain text part; it says everything that the HTML part says. */
export function mailText({ lead, facts, links }: OutgoingMessage): string {
  const parts = [
    lead,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    links.map(({ label, url }) => `${label}: ${url}`).join('\n'),
    `-- \n${FOOTER}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The HTML part: one column, inline styles, no images, nothing loaded from anywhere. Each text finds its own direction. */
export function mailHtml({ subject, lead, facts, links }: OutgoingMessage): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><th scope="row" style="text-align:left;vertical-align:top;padding:4px 16px 4px 0;font-weight:600;white-space:nowrap">${escapeHtml(label)}</th>` +
      `<td style="padding:4px 0">${lines(value)}</td></tr>`,
  );
  const [first, ...others] = links.filter(({ url }) => /^https?:\/\//.test(url));
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#f4f4f4;color:#161616;font:16px/1.5 \'IBM Plex Sans\',Helvetica,Arial,sans-serif">',
    '<div style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff">',
    `<h1 dir="auto" style="font-size:20px;line-height:1.4;margin:0 0 12px">${escapeHtml(subject)}</h1>`,
    `<div style="margin:0 0 16px">${lines(lead)}</div>`,
    rows.length === 0 ? '' : `<table style="border-collapse:collapse;margin:0 0 20px">${rows.join('')}</table>`,
    first === undefined
      ? ''
      : `<p style="margin:0 0 12px"><a href="${escapeHtml(first.url)}" style="display:inline-block;padding:12px 24px;background:#0f62fe;color:#ffffff;text-decoration:none">${escapeHtml(first.label)}</a></p>`,
    ...others.map(
      ({ label, url }) =>
        `<p style="margin:0 0 8px"><a href="${escapeHtml(url)}" style="color:#0f62fe">${escapeHtml(label)}</a></p>`,
    ),
    `<p style="margin:24px 0 0;color:#525252;font-size:14px">${FOOTER}</p>`,
    '</div></body></html>',
  ].join('\n');
}

/** Each line finds its own direction. */
const lines = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => `<div dir="auto">${escapeHtml(line)}</div>`)
    .join('');
