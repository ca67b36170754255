import { Html, html } from '../shared/html.ts';
import type { Block } from './block-kit.ts';
import type { SlackMessage } from './slack-state.ts';

interface Text {
  readonly type: 'plain_text' | 'mrkdwn';
  readonly text: string;
}

/** Shows one block as Slack would; `button` draws what can be pressed. */
export function renderBlock(
  block: Block,
  errors: Readonly<Record<string, string>>,
  button: (blockId: string, actionId: string) => Html,
): Html {
  const id = block.block_id ?? '';
  switch (block.type) {
    case 'header':
      return html`<h3>${block.text.text}</h3>`;
    case 'divider':
      return html`<hr />`;
    case 'image':
      return html`<p>[${block.alt_text}]</p>`;
    case 'context':
      return html`<p>
        <small
          >${block.elements.map((part) =>
            part.type === 'image' ? html`[${part.alt_text}] ` : html`${renderText(part)} `,
          )}</small
        >
      </p>`;
    case 'actions':
      return html`<p>
        ${block.elements.map((element) => (element.type === 'button' ? button(id, element.action_id) : html``))}
      </p>`;
    case 'section':
      return html`${block.text === undefined ? null : html`<p>${renderText(block.text)}</p>`}
        <ul>
          ${(block.fields ?? []).map((field) => html`<li>${renderText(field)}</li>`)}
        </ul>
        ${block.accessory?.type === 'button' ? button(id, block.accessory.action_id) : null}`;
    case 'input':
      return renderInput(block, errors[id]);
  }
}

/** The words of a message without blocks. */
export const renderFallback = (message: SlackMessage): Html =>
  html`<p>${renderText({ type: 'mrkdwn', text: message.text })}</p>`;

function renderInput(block: Extract<Block, { type: 'input' }>, error: string | undefined): Html {
  const { element } = block;
  const name = `${block.block_id ?? ''}.${element.action_id}`;
  const field =
    element.type === 'static_select'
      ? html`<select name="${name}">
          ${element.options.map((option) => html`<option value="${option.value}">${option.text.text}</option>`)}
        </select>`
      : element.multiline === true
        ? html`<textarea name="${name}">${element.initial_value ?? ''}</textarea>`
        : html`<input name="${name}" value="${element.initial_value ?? ''}" />`;
  return html`<label>${block.label.text}${field}</label>
    ${error === undefined ? null : html`<p class="problem">${error}</p>`}`;
}

function renderText(text: Text): Html {
  if (text.type === 'plain_text') return html`${text.text}`;
  const parts = text.text.split(/<([^>]+)>/);
  return html`${parts.map((part, index) => (index % 2 === 0 ? renderWords(part) : renderLink(part)))}`;
}

function renderLink(link: string): Html {
  const [target = '', label = target] = link.split('|');
  if (!/^(https?|mailto):/.test(target)) return html`${target}`;
  return html`<a href="${unescapeSlack(target)}" target="_blank" rel="noreferrer">${unescapeSlack(label)}</a>`;
}

function renderWords(words: string): Html {
  const escaped = html`${unescapeSlack(words)}`.text;
  return new Html(
    escaped
      .replace(/(^|\s)\*([^*\n]+)\*/g, '$1<strong>$2</strong>')
      .replace(/(^|\s)_([^_\n]+)_/g, '$1<em>$2</em>')
      .replace(/`([^`\n]+)`/g, '<code>$1</code>')
      .replaceAll('\n', '<br>'),
  );
}

/** Slack escapes exactly these three characters. */
const unescapeSlack = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
