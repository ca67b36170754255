import { findPerson, type Person } from '../shared/people.ts';
import type { Block } from './block-kit.ts';
import type { Acknowledgement } from './interaction-sender.ts';
import { pressButton, submitView, type InteractionContext } from './interactions.ts';
import { findMessage } from './messages.ts';
import { SlackError } from './slack-error.ts';
import type { OpenView } from './slack-state.ts';
import { closeView } from './views.ts';
import { directChannelOf } from './workspace.ts';

/** Where a person presses: in the conversation of `personId`, as himself or as somebody else. */
export interface Press {
  readonly personId: string;
  readonly as?: string | undefined;
  readonly ts: string;
  readonly blockId: string;
  readonly actionId: string;
}

/** What people do in Slack; the pages and the helpers for tests come here. */
export class PersonActions {
  readonly #context: InteractionContext;

  constructor(context: InteractionContext) {
    this.#context = context;
  }

  press(press: Press): Promise<Acknowledgement> {
    const channel = directChannelOf(knownPerson(press.personId));
    const message = findMessage(this.#context.store, channel, press.ts);
    if (message === undefined) throw new SlackError('message_not_found');
    const presser = knownPerson(press.as ?? press.personId);
    return pressButton(this.#context, presser, message, press);
  }

  /** Submits the modal of a person; `values` are texts by `blockId.actionId`. */
  submit(personId: string, viewId: string, values: Readonly<Record<string, string>>): Promise<Acknowledgement> {
    const person = knownPerson(personId);
    const open = this.#openView(person, viewId);
    return submitView(this.#context, person, open, stateValues(open, values));
  }

  close(personId: string, viewId: string): void {
    closeView(this.#context.store, this.#openView(knownPerson(personId), viewId).id);
  }

  #openView(person: Person, viewId: string): OpenView {
    const found = this.#context.store.state.views.find(
      (open) => open.id === viewId && open.userId === person.slackUserId,
    );
    if (found === undefined) throw new SlackError('not_found');
    return found;
  }
}

export function knownPerson(id: string): Person {
  const person = findPerson(id);
  if (person === undefined) throw new SlackError('user_not_found');
  return person;
}

function stateValues(open: OpenView, given: Readonly<Record<string, string>>) {
  const values: Record<string, Record<string, unknown>> = {};
  for (const block of open.view.blocks) {
    if (block.type !== 'input') continue;
    const blockId = block.block_id ?? '';
    const text = given[`${blockId}.${block.element.action_id}`] ?? '';
    values[blockId] = { [block.element.action_id]: elementState(block, text) };
  }
  return values;
}

function elementState(block: Extract<Block, { type: 'input' }>, text: string) {
  const { element } = block;
  if (element.type === 'plain_text_input') {
    return { type: element.type, value: text === '' ? null : text };
  }
  const chosen = element.options.find((option) => option.value === text);
  return { type: element.type, selected_option: chosen ?? null };
}
