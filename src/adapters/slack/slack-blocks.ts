import type { ActionsBlock, Button, KnownBlock, MrkdwnElement } from '@slack/web-api';
import { APPROVE_ACTION, encodeSubject, REJECT_ACTION } from '../../ports/interactive-chat.port.js';
import type { OutgoingMessage } from '../../ports/message-channel.port.js';
import { mrkdwn, plain } from './slack-text.js';

/** Limits of Block Kit (docs.slack.dev/reference/block-kit/blocks). */
const HEADER = 150;
const SECTION = 3_000;
const FIELD = 2_000;
const FIELDS_PER_SECTION = 10;
const BUTTON_LABEL = 75;
const BUTTON_URL = 3_000;
const BUTTONS = 25;
const FACT_SECTIONS = 20;
/** A short fact stands beside another one; a longer one gets the whole width. */
const SHORT_FACT = 120;

/** The message as Block Kit: what it is about, the facts, the buttons. */
export function messageBlocks(message: OutgoingMessage): KnownBlock[] {
  const buttons = actions(message);
  return [
    { type: 'header', text: { type: 'plain_text', text: plain(message.subject, HEADER), emoji: false } },
    { type: 'section', text: text(mrkdwn(message.lead, SECTION)) },
    ...factSections(message.facts).slice(0, FACT_SECTIONS),
    ...(buttons === undefined ? [] : [buttons]),
  ];
}

/** What notifications and screen readers get instead of the blocks. */
export const fallbackText = ({ subject, lead }: OutgoingMessage): string => mrkdwn(`${subject}: ${lead}`, SECTION);

function factSections(facts: OutgoingMessage['facts']): KnownBlock[] {
  const short = facts.filter(({ value }) => value.length <= SHORT_FACT);
  const long = facts.filter(({ value }) => value.length > SHORT_FACT);
  const sections: KnownBlock[] = [];
  for (let start = 0; start < short.length; start += FIELDS_PER_SECTION) {
    const fields = short
      .slice(start, start + FIELDS_PER_SECTION)
      .map(({ label, value }) => text(fact(label, value, FIELD)));
    sections.push({ type: 'section', fields });
  }
  for (const { label, value } of long) sections.push({ type: 'section', text: text(fact(label, value, SECTION)) });
  return sections;
}

/** Slack refuses an empty text; a fact without value still shows its label. */
function fact(label: string, value: string, max: number): string {
  const title = `*${mrkdwn(label, 100)}*\n`;
  return title + mrkdwn(value, max - title.length);
}

/** `verbatim`: Slack makes no links, channels or people out of what somebody wrote. */
const text = (content: string): MrkdwnElement => ({ type: 'mrkdwn', text: content, verbatim: true });

function actions(message: OutgoingMessage): ActionsBlock | undefined {
  const elements = [...decisionButtons(message), ...linkButtons(message.links)].slice(0, BUTTONS);
  return elements.length === 0 ? undefined : { type: 'actions', block_id: 'actions', elements };
}

function decisionButtons({ decidable, approvalId, contentDigest }: OutgoingMessage): Button[] {
  if (!decidable || approvalId === null || contentDigest === null) return [];
  const value = encodeSubject({ approvalId, contentDigest });
  return [
    {
      type: 'button',
      action_id: APPROVE_ACTION,
      style: 'primary',
      value,
      text: { type: 'plain_text', text: 'Approve' },
    },
    { type: 'button', action_id: REJECT_ACTION, style: 'danger', value, text: { type: 'plain_text', text: 'Reject…' } },
  ];
}

function linkButtons(links: OutgoingMessage['links']): Button[] {
  return links
    .filter(({ url }) => /^https?:\/\//.test(url) && url.length <= BUTTON_URL)
    .map(({ label, url }, index) => ({
      type: 'button',
      action_id: `link-${index}`,
      url,
      text: { type: 'plain_text', text: plain(label, BUTTON_LABEL) },
    }));
}
