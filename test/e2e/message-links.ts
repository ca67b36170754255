import type { SlackMessage } from '../../simulators/slack/slack-state.ts';

/** Every web address in a message's text and blocks, buttons included, each once. */
export function linksOfSlackMessage({ text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>): string[] {
  const found = JSON.stringify([text, blocks]).match(/https?:\/\/[^\s<>|"\\)]+/g) ?? [];
  // Slack's markup writes an ampersand of its text as an entity; addresses of buttons are plain.
  return [...new Set(found.map((link) => link.replaceAll('&amp;', '&')))];
}
