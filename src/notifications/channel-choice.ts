import type { Person } from '../identities/person-directory.js';
import type { ChannelId } from '../ports/message-channel.port.js';

/** In the order in which one stands in for another; the last one reaches everybody. */
const FALLBACKS: readonly ChannelId[] = ['slack', 'email', 'in-app'];

export function canReach(person: Pick<Person, 'email' | 'slackUserId'>, channel: ChannelId): boolean {
  switch (channel) {
    case 'slack':
      return person.slackUserId !== null;
    case 'email':
      return person.email !== null;
    case 'in-app':
      return true;
  }
}

/**
 * The channels of one person: those that the table names and that reach him, and always the app. When none of the
 * named ones reaches him where he works, the next one that does stands in.
 */
export function channelsFor(person: Pick<Person, 'email' | 'slackUserId'>, routed: readonly ChannelId[]): ChannelId[] {
  const chosen = new Set<ChannelId>(['in-app', ...routed.filter((channel) => canReach(person, channel))]);
  const wanted = routed.some((channel) => channel !== 'in-app');
  if (wanted && chosen.size === 1) {
    const substitute = FALLBACKS.find((channel) => canReach(person, channel));
    if (substitute !== undefined) chosen.add(substitute);
  }
  return [...chosen];
}

/** Where a message goes that one channel could not deliver; undefined when it is in all of them already. */
export function nextChannel(
  person: Pick<Person, 'email' | 'slackUserId'>,
  tried: readonly ChannelId[],
): ChannelId | undefined {
  return FALLBACKS.find((channel) => !tried.includes(channel) && canReach(person, channel));
}
