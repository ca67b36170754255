import type { Messages } from './english.ts';

type Names = Readonly<Record<string, string>>;

/** The name of a value on screen; values that this page does not know yet read as they are, made legible. */
export function nameOf(names: Names, value: string): string {
  return Object.hasOwn(names, value) ? (names[value] ?? value) : legible(value);
}

/** The name of whoever or whatever raised a change: a door of ours or an owning system. */
export function sourceName({ terms }: Messages, source: string): string {
  return nameOf({ ...terms.sources, ...terms.systems }, source);
}

/** Through which door, naming the system when the door is the owning system itself. */
export function doorName({ terms }: Messages, door: string, owningSystem?: string): string {
  if (door === 'owning-system' && owningSystem !== undefined) return nameOf(terms.systems, owningSystem);
  return nameOf(terms.doors, door);
}

function legible(value: string): string {
  const words = value.replaceAll(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
