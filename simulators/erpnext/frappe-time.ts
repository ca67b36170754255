/** Frappe writes times without a zone and with microseconds: `2026-12-01 09:30:00.123456`. */
export const frappeTime = (date: Date): string => `${date.toISOString().slice(0, 23).replace('T', ' ')}000`;

/** A time after `previous`, even within the same millisecond: two saves never share their `modified`. */
export function frappeTimeAfter(previous: string, date: Date): string {
  const now = frappeTime(date);
  if (now > previous) return now;
  const micros = Number(previous.slice(20)) + 1;
  return `${previous.slice(0, 20)}${String(micros).padStart(6, '0')}`;
}

export const frappeDate = (date: Date): string => date.toISOString().slice(0, 10);
