type Unit = 'minute' | 'hour' | 'day' | 'month' | 'year';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A point in time as people say it: the clock time today, the weekday within a week, else the date. */
export type SpokenDay = { readonly kind: 'time' | 'weekday' | 'date'; readonly text: string };

/** Dates and durations in the reader's language and time zone. */
export interface Moments {
  /** "3 hours ago", "in 2 days", "now". */
  relative(at: Date, now: Date): string;
  /** "3 hours", without direction. */
  duration(milliseconds: number): string;
  /** "3 Dec 2025, 14:05". */
  absolute(at: Date): string;
  /** Everything, with weekday and time zone, for titles. */
  full(at: Date): string;
  spokenDay(at: Date, now: Date): SpokenDay;
}

export function momentsIn(locale: string): Moments {
  const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const absoluteFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const fullFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });
  const timeFormat = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long' });
  const dateFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  return {
    relative(at, now) {
      const difference = at.getTime() - now.getTime();
      const { amount, unit } = largestUnit(Math.abs(difference));
      if (amount === 0) return relativeFormat.format(0, 'second');
      return relativeFormat.format(difference < 0 ? -amount : amount, unit);
    },
    duration(milliseconds) {
      const { amount, unit } = largestUnit(milliseconds);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.max(amount, 1));
    },
    absolute: (at) => absoluteFormat.format(at),
    full: (at) => fullFormat.format(at),
    spokenDay(at, now) {
      if (at.toDateString() === now.toDateString()) return { kind: 'time', text: timeFormat.format(at) };
      if (Math.abs(now.getTime() - at.getTime()) < 6 * DAY) return { kind: 'weekday', text: weekdayFormat.format(at) };
      return { kind: 'date', text: dateFormat.format(at) };
    },
  };
}

function largestUnit(milliseconds: number): { amount: number; unit: Unit } {
  const whole = (size: number) => Math.floor(milliseconds / size);
  if (milliseconds < HOUR) return { amount: whole(MINUTE), unit: 'minute' };
  if (milliseconds < DAY) return { amount: whole(HOUR), unit: 'hour' };
  if (milliseconds < 60 * DAY) return { amount: whole(DAY), unit: 'day' };
  if (milliseconds < 730 * DAY) return { amount: whole(30 * DAY), unit: 'month' };
  return { amount: whole(365 * DAY), unit: 'year' };
}
