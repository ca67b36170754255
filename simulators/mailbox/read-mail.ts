import { setTimeout as sleep } from 'node:timers/promises';
import type { Mail } from './mail-store.ts';

/** Reads the mails to an address, or all of them, the newest first. */
export async function readMail(mailboxUrl: string, to?: string): Promise<Mail[]> {
  const url = new URL('/api/messages', mailboxUrl);
  if (to !== undefined) url.searchParams.set('to', to);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The mailbox answered ${response.status}.`);
  return (await response.json()) as Mail[];
}

/** Waits until a mail to `to` has `text` in its subject or body and returns the newest such. */
export async function waitForMail(mailboxUrl: string, to: string, text: string, timeoutMs = 15_000): Promise<Mail> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const mails = await readMail(mailboxUrl, to);
    const found = mails.find((mail) => mail.subject.includes(text) || mail.text.includes(text));
    if (found !== undefined) return found;
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs} ms in vain for a mail to ${to} with "${text}".`);
    }
    await sleep(100);
  }
}
