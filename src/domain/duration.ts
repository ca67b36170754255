const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration of days and smaller units. Throws RangeError on anything else. */
export function durationMs(iso: string): number {
  const match = pattern.exec(iso);
  if (match === null || iso === 'P' || iso.endsWith('T'))
    throw new RangeError(`${iso} is not a duration of fixed length.`);
  const [days, hours, minutes, seconds] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1_000;
}
