import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const fromBytes = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, 20), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');

/** A new GUID of Arena's form: 20 capital letters and digits. */
export const newGuid = (): string => fromBytes(randomBytes(20));

/** The same GUID for the same words, for the workspace's own settings; real GUIDs differ between workspaces. */
export const guidOf = (...words: readonly string[]): string =>
  fromBytes(createHash('sha256').update(words.join('\n')).digest());
