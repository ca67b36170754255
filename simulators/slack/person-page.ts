import { Html, html } from '../shared/html.ts';
import { page } from '../shared/page-layout.ts';
import { people, type Person } from '../shared/people.ts';
import { renderBlock, renderFallback } from './block-rendering.ts';
import { buttonsOf, findButton } from './interactions.ts';
import type { OpenView, SlackMessage, SlackState } from './slack-state.ts';
import { directChannelOf } from './workspace.ts';

const PRODUCT = 'Slack';

/** Shows what is new without a click, but never under a person who is typing. */
const RELOAD_WHEN_CHANGED = new Html(`<script>
(async () => {
  const read = async () => (await fetch(location.href)).text();
  const shown = await read();
  setInterval(async () => {
    const typing = ['INPUT', 'TEXTAREA', 'SELECT'].includes(document.activeElement?.tagName);
    if (!typing && (await read()) !== shown) location.replace(location.pathname);
  }, 1500);
})();
</script>`);

/** The start page: all people and how many messages each got. */
export function overviewPage(state: SlackState): string {
  const rows = people.map((person) => {
    const count = messagesOf(state, person).length;
    return html`<tr>
      <td><a href="/people/${person.id}">${person.name}</a></td>
      <td>${count}</td>
    </tr>`;
  });
  return page(
    PRODUCT,
    'Direct messages',
    html`<table>
        <thead>
          <tr>
            <th>Person</th>
            <th>Messages</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      ${RELOAD_WHEN_CHANGED}`,
  );
}

/** One person's conversation with the app: messages, newest first, and the modal that is open to him. */
export function personPage(state: SlackState, person: Person, problem: string | undefined): string {
  const channel = directChannelOf(person);
  const view = state.views.find((open) => open.userId === person.slackUserId);
  const notes = state.ephemerals.filter((note) => note.channel === channel);
  const messages = messagesOf(state, person).reverse();
  return page(
    PRODUCT,
    `Countersign and ${person.name}`,
    html`<p><a href="/">All people</a></p>
      ${problem === undefined ? null : html`<p class="problem">${problem}</p>`}
      ${view === undefined ? null : renderView(person, view)}
      ${notes.map(
        (note) =>
          html`<section>
            <small>Only visible to you</small>
            <p>${note.text}</p>
          </section>`,
      )}
      ${messages.length === 0 ? html`<p>No messages yet.</p>` : messages.map((message) => renderMessage(person, message))}
      ${RELOAD_WHEN_CHANGED}`,
  );
}

const messagesOf = (state: SlackState, person: Person): SlackMessage[] =>
  state.messages.filter((message) => message.channel === directChannelOf(person));

function renderMessage(person: Person, message: SlackMessage): Html {
  const body =
    message.blocks.length === 0
      ? renderFallback(message)
      : html`${message.blocks.map((block) =>
          renderBlock(block, {}, (blockId, actionId) => renderButton(message, blockId, actionId)),
        )}`;
  const time = new Date(Number(message.ts) * 1000).toISOString();
  return html`<form method="post" action="/people/${person.id}/press" data-ts="${message.ts}">
    <input type="hidden" name="ts" value="${message.ts}" />
    ${body}<small>${time}${message.edited ? ' (edited)' : ''}</small>${buttonsOf(message).length === 0 ? null : renderPresser(person)}
  </form>`;
}

function renderButton(message: SlackMessage, blockId: string, actionId: string): Html {
  const button = findButton(message, blockId, actionId);
  if (button === undefined) return html``;
  if (button.url !== undefined) {
    return html`<a href="${button.url}" target="_blank" rel="noreferrer">${button.text.text}</a> `;
  }
  return html`<button class="${button.style ?? ''}" name="button" value="${JSON.stringify([blockId, actionId])}">
    ${button.text.text}
  </button>`;
}

/** A message of a direct conversation is pressed by its owner; tests of "who pressed" need the others. */
function renderPresser(person: Person): Html {
  const others = people.filter((other) => other !== person);
  return html`<label
    >Buttons are pressed by
    <select name="as" style="width: auto">
      ${[person, ...others].map((who) => html`<option value="${who.id}">${who.name}</option>`)}
    </select></label
  >`;
}

function renderView(person: Person, open: OpenView): Html {
  const { view } = open;
  return html`<dialog open style="position: static; width: 30rem; border: 1px solid #8d8d8d">
    <h2>${view.title.text}</h2>
    <form method="post" action="/people/${person.id}/views/${open.id}">
      ${view.blocks.map((block) => renderBlock(block, open.errors, () => html``))}
      ${view.submit === undefined ? null : html`<button name="do" value="submit">${view.submit.text}</button>`}
      <button name="do" value="close">${view.close?.text ?? 'Cancel'}</button>
    </form>
  </dialog>`;
}
