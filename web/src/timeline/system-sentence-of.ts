import type { TimelineEntry } from '../api/types.ts';
import type { Messages } from '../messages/english.ts';
import type { TimelineSentence } from './sentence-of.ts';

/** Sentences about what was written to an owning system; undefined for every other kind of entry. */
export function systemSentenceOf(
  kind: string,
  facts: TimelineEntry['facts'],
  system: string,
  timeline: Messages['timeline'],
): TimelineSentence | undefined {
  const fact = (name: string): string => (typeof facts[name] === 'string' ? facts[name] : '');
  const say = (text: string, quote = ''): TimelineSentence => ({ text, quote: quote === '' ? undefined : quote });
  switch (kind) {
    case 'owning-system.registered':
      return say(timeline.registered(system, fact('number')));
    case 'owning-system.approval-raised':
      return say(timeline.approvalRaised(system, fact('number')));
    case 'owning-system.decision-written':
      return say(
        facts['alreadyThere'] === true ? timeline.decisionAlreadyThere(system) : timeline.decisionWritten(system),
      );
    case 'owning-system.decision-held':
      return say(timeline.decisionHeld(system), fact('note'));
    case 'owning-system.decision-differs':
      return say(timeline.decisionDiffers(system), fact('note'));
    case 'owning-system.implemented':
      return say(timeline.implementedIn(system));
    case 'owning-system.reverted':
      return say(facts['undone'] === true ? timeline.reverted(system) : timeline.notReverted(system), fact('how'));
    default:
      return undefined;
  }
}
