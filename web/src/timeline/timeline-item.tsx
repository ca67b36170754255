import type { TimelineEntry } from '../api/types.ts';
import { useLanguage } from '../messages/language-context.tsx';
import { doorName } from '../messages/names.ts';
import { Moment } from '../time/moment.tsx';
import { sentenceOf } from './sentence-of.ts';
import { TimelineIcon } from './timeline-icon.tsx';

interface TimelineItemProps {
  readonly entry: TimelineEntry;
  /** Owning system per approval id: names the door of a decision taken in the system itself. */
  readonly systemOf: ReadonlyMap<string, string>;
}

export function TimelineItem({ entry, systemOf }: TimelineItemProps) {
  const { messages } = useLanguage();
  const { text, quote } = sentenceOf(entry, messages);
  const who = entry.actor === 'system' ? messages.terms.platform : entry.actorName;
  const approvalId = entry.facts['approvalId'];
  const system = typeof approvalId === 'string' ? systemOf.get(approvalId) : undefined;
  return (
    <li className="timeline__item">
      <TimelineIcon entry={entry} />
      <div>
        <p>{text}</p>
        {quote !== undefined && <blockquote className="quote">{quote}</blockquote>}
        <p className="sub">
          {who}
          {entry.via !== null && ` ${messages.timeline.through(doorName(messages, entry.via, system))}`}
          {' · '}
          <Moment at={entry.at} />
        </p>
      </div>
    </li>
  );
}
