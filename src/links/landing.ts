import type { PlainPage } from './html-page.js';

/** What following a link ends in: another address, or a page that says why not. */
export type Landing =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'page'; readonly status: number; readonly page: PlainPage };

export const redirectTo = (url: string): Landing => ({ kind: 'redirect', url });
