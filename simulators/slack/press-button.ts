import { setTimeout as sleep } from 'node:timers/promises';
import type { Acknowledgement } from './interaction-sender.ts';
import { buttonsOf } from './interactions.ts';
import type { OpenView, SlackMessage } from './slack-state.ts';

/** What a person sees in his conversation with the app. */
export interface PersonInSlack {
  readonly messages: readonly SlackMessage[];
  readonly ephemerals: readonly { readonly text: string }[];
  readonly view: OpenView | null;
}

export interface WaitOptions {
  readonly timeoutMs?: number;
}

/** Reads a person's conversation with the app; `slackUrl` is the simulator's base URL. */
export async function readSlack(slackUrl: string, personId: string): Promise<PersonInSlack> {
  return (await call(slackUrl, personId)) as PersonInSlack;
}

/** Waits until the person has a message that contains `text` (in its blocks or fallback) and returns it. */
export function waitForMessage(
  slackUrl: string,
  personId: string,
  text: string,
  options: WaitOptions = {},
): Promise<SlackMessage> {
  return waitFor(`a message to ${personId} with "${text}"`, options, async () => {
    const { messages } = await readSlack(slackUrl, personId);
    return messages.findLast((message) => JSON.stringify(message).includes(text));
  });
}

/** Waits until a modal is open to the person and returns it. */
export function waitForModal(slackUrl: string, personId: string, options: WaitOptions = {}): Promise<OpenView> {
  return waitFor(`a modal for ${personId}`, options, async () => {
    const { view } = await readSlack(slackUrl, personId);
    return view ?? undefined;
  });
}

/** The labels of the buttons that a message still has. */
export const buttonLabels = (message: SlackMessage): string[] =>
  buttonsOf(message).map(({ button }) => button.text.text);

/** Presses the button with this label or action id; `as` presses it as somebody else. */
export async function pressButton(
  slackUrl: string,
  personId: string,
  message: SlackMessage,
  labelOrAction: string,
  as = personId,
): Promise<Acknowledgement> {
  const found = buttonsOf(message).find(
    ({ button }) => button.text.text === labelOrAction || button.action_id === labelOrAction,
  );
  if (found === undefined) {
    throw new Error(`The message has no button "${labelOrAction}", only: ${buttonLabels(message).join(', ')}.`);
  }
  const { blockId, button } = found;
  const press = { ts: message.ts, block_id: blockId, action_id: button.action_id, as };
  return (await call(slackUrl, `${personId}/press`, press)) as Acknowledgement;
}

/** Fills in the modal and submits it; `texts` go to its inputs in their order. */
export async function submitModal(
  slackUrl: string,
  personId: string,
  modal: OpenView,
  texts: readonly string[],
): Promise<Acknowledgement> {
  const inputs = modal.view.blocks.filter((block) => block.type === 'input');
  const values = Object.fromEntries(
    inputs.map((block, index) => [`${block.block_id}.${block.element.action_id}`, texts[index] ?? '']),
  );
  return (await call(slackUrl, `${personId}/views/${modal.id}`, values)) as Acknowledgement;
}

async function call(slackUrl: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(new URL(`/_sim/people/${path}`, slackUrl), {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
  });
  if (!response.ok) {
    throw new Error(`Slack simulator answered ${response.status}: ${await response.text()}`);
  }
  return response.json();
}

async function waitFor<Found>(
  what: string,
  { timeoutMs = 15_000 }: WaitOptions,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`);
    await sleep(100);
  }
}
