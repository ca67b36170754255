import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

/** A received mail, as the API returns it. */
export interface Mail {
  readonly id: string;
  readonly receivedAt: string;
  readonly from: string;
  /** Envelope recipients, so blind copies too. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly text: string;
  readonly html: string | null;
  /** Addresses of all links of text and HTML, each once. */
  readonly links: readonly string[];
}

const SUFFIX = '.eml';
const ORIGINAL_RECIPIENT = 'x-original-to';

/** Keeps mails in their original form, one file each; without a folder in memory only. */
export class MailStore {
  readonly #folder: string | undefined;
  readonly #mails = new Map<string, { readonly mail: Mail; readonly source: Buffer }>();

  private constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  static async open(folder: string | undefined): Promise<MailStore> {
    const store = new MailStore(folder);
    if (folder !== undefined) {
      await mkdir(folder, { recursive: true });
      const files = (await readdir(folder)).filter((file) => file.endsWith(SUFFIX)).sort();
      for (const file of files) {
        await store.#remember(file.slice(0, -SUFFIX.length), await readFile(join(folder, file)));
      }
    }
    return store;
  }

  /** Stores a mail; once this resolves it outlives a crash of the simulator. */
  async add(recipients: readonly string[], content: Buffer): Promise<Mail> {
    const id = `${Date.now()}-${randomUUID()}`;
    const envelope = recipients.map((recipient) => `X-Original-To: ${recipient}\r\n`).join('');
    const source = Buffer.concat([Buffer.from(envelope), content]);
    if (this.#folder !== undefined) {
      const file = join(this.#folder, id + SUFFIX);
      await writeFile(`${file}.draft`, source, { flush: true });
      await rename(`${file}.draft`, file);
    }
    return this.#remember(id, source);
  }

  /** All mails, the newest first. */
  list(): Mail[] {
    return [...this.#mails.values()].map(({ mail }) => mail).reverse();
  }

  find(id: string): { readonly mail: Mail; readonly source: Buffer } | undefined {
    return this.#mails.get(id);
  }

  async delete(id: string): Promise<void> {
    if (this.#mails.delete(id) && this.#folder !== undefined) {
      await rm(join(this.#folder, id + SUFFIX), { force: true });
    }
  }

  async #remember(id: string, source: Buffer): Promise<Mail> {
    const mail = await parseMail(id, source);
    this.#mails.set(id, { mail, source });
    return mail;
  }
}

async function parseMail(id: string, source: Buffer): Promise<Mail> {
  const parsed = await simpleParser(source);
  const html = parsed.html === false ? null : (parsed.html ?? null);
  const text = parsed.text ?? '';
  return {
    id,
    receivedAt: new Date(Number(id.split('-')[0])).toISOString(),
    from: parsed.from?.text ?? '',
    to: parsed.headerLines
      .filter(({ key }) => key === ORIGINAL_RECIPIENT)
      .map(({ line }) => line.slice(ORIGINAL_RECIPIENT.length + 1).trim()),
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? null,
    inReplyTo: parsed.inReplyTo ?? null,
    references: [parsed.references ?? []].flat(),
    text,
    html,
    links: linksIn(text, html ?? ''),
  };
}

function linksIn(text: string, html: string): string[] {
  const hrefs = [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
  return [...new Set([...hrefs, ...(text.match(/https?:\/\/[^\s<>()\]]+/g) ?? [])])];
}
