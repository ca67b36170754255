import type { Timeline } from '../src/changes/change-view.ts';
import type { PersonAtWork } from './people.ts';

type Entry = Timeline['items'][number];

/** Prints the entries of a change's timeline as they appear. */
export class TimelinePrinter {
  private readonly reader: PersonAtWork;
  private readonly changeId: string;
  private printed = 0;
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<Entry[]> = Promise.resolve([]);

  constructor(reader: PersonAtWork, changeId: string) {
    this.reader = reader;
    this.changeId = changeId;
  }

  start(): void {
    this.timer = setInterval(() => {
      // A failed look is made up for by the next one; finish() reports the last failure.
      this.reading = this.reading.then(() => this.print()).catch(() => []);
    }, 500);
  }

  /** Prints what is left and returns the whole timeline. */
  async finish(): Promise<Entry[]> {
    clearInterval(this.timer);
    await this.reading;
    return this.print();
  }

  private async print(): Promise<Entry[]> {
    const entries = await this.reader.timeline(this.changeId);
    for (const entry of entries.slice(this.printed)) console.log(`    ${line(entry)}`);
    this.printed = entries.length;
    return entries;
  }
}

function line({ at, kind, actorName, via, facts }: Entry): string {
  const about = ['domain', 'owningSystem', 'system', 'verdict', 'level', 'how', 'reason']
    .flatMap((key) => (typeof facts[key] === 'string' || typeof facts[key] === 'number' ? [String(facts[key])] : []))
    .join(', ');
  const who = via === null ? actorName : `${actorName} via ${via}`;
  return `${at.slice(11, 19)}  ${kind.padEnd(32)} ${who}${about === '' ? '' : ` (${about})`}`;
}
