import { PermanentError } from '../../domain/errors.js';

/** One address and nothing else: no line break, no second recipient, no comment, no quoted part. */
const plainAddress = /^[^\s@<>,;:"()[\]\\\p{Cc}]{1,64}@[^\s@<>,;:"()[\]\\\p{Cc}]{1,255}$/u;

/** Errors: PermanentError BAD_ADDRESS; somebody must correct the person's entry. */
export function mailAddress(name: string, address: string | null): { readonly name: string; readonly address: string } {
  if (address === null) throw new PermanentError('NO_ADDRESS', `${name} has no email address.`);
  if (!plainAddress.test(address)) {
    throw new PermanentError('BAD_ADDRESS', `The email address of ${name} is not one plain address. Correct it.`);
  }
  return { name: headerText(name), address };
}

/** Text that may stand in a header: one line, whatever it was made of. */
export const headerText = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
