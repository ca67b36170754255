import { z } from 'zod';
import { BusinessError, TransientError } from '../../domain/errors.js';
import {
  badCredentials,
  failureOf,
  missingRight,
  objectMissing,
  parseAnswer,
  refused,
  retryAfter,
} from '../http/system-errors.js';
import { SystemHttp, type SystemResponse } from '../http/system-http.js';
import type { ErpnextOptions } from './erpnext.options.js';
import { problemSchema, serverMessageSchema } from './erpnext.schemas.js';

const SYSTEM = 'ERPNext';
const ORDERS = '/api/resource/Purchase%20Order';

/** The document was saved by somebody else since it was read; the same write may succeed on the newer one. */
export class StaleDocumentError extends BusinessError {}

type Query = Readonly<Record<string, unknown>>;

/** Frappe's REST API, version 1. It acts as the user whose keys it has, with that user's roles. */
export class ErpnextClient {
  private readonly http: SystemHttp;
  private user: string | undefined;

  constructor(private readonly options: Pick<ErpnextOptions, 'url' | 'apiKey' | 'apiSecret' | 'timeoutMs'>) {
    this.http = new SystemHttp(SYSTEM, options.url, options.timeoutMs);
  }

  /** Name of the integration's user, which is an email address. */
  async whoAmI(): Promise<string> {
    this.user ??= await this.method('GET', 'frappe.auth.get_logged_user', {}, z.string());
    return this.user;
  }

  readOrder<Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.infer<Schema>> {
    return this.resource('GET', `${ORDERS}/${encodeURIComponent(name)}`, undefined, schema);
  }

  createOrder<Schema extends z.ZodType>(body: unknown, schema: Schema): Promise<z.infer<Schema>> {
    return this.resource('POST', ORDERS, body, schema);
  }

  /** Errors: StaleDocumentError when `modified` is in the body and is not the document's any more. */
  async updateOrder(name: string, body: unknown): Promise<void> {
    await this.resource('PUT', `${ORDERS}/${encodeURIComponent(name)}`, body, z.unknown());
  }

  /** All documents that match; a length of 0 means no page limit in Frappe. */
  async list<Schema extends z.ZodType>(
    doctype: string,
    fields: readonly string[],
    filters: unknown,
    entry: Schema,
  ): Promise<z.infer<Schema>[]> {
    const query = queryOf({ fields, filters, order_by: 'creation asc', limit_page_length: 0 });
    const found = await this.resource(
      'GET',
      `/api/resource/${encodeURIComponent(doctype)}?${query}`,
      undefined,
      z.array(entry),
    );
    return found;
  }

  async method<Schema extends z.ZodType>(
    verb: 'GET' | 'POST',
    name: string,
    parameters: Query,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    const path = `/api/method/${name}`;
    const response =
      verb === 'GET'
        ? await this.send('GET', `${path}?${queryOf(parameters)}`)
        : await this.send('POST', path, parameters);
    const { message } = parseAnswer(SYSTEM, name, z.object({ message: z.unknown().optional() }), response.json ?? {});
    return parseAnswer(SYSTEM, name, schema, message);
  }

  private async resource<Schema extends z.ZodType>(
    verb: 'GET' | 'POST' | 'PUT',
    path: string,
    body: unknown,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    const response = await this.send(verb, path, body);
    const what = path.split('?')[0] ?? path;
    const { data } = parseAnswer(SYSTEM, what, z.object({ data: z.unknown().optional() }), response.json);
    return parseAnswer(SYSTEM, what, schema, data);
  }

  private async send(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<SystemResponse> {
    const { apiKey, apiSecret } = this.options;
    const response = await this.http.send({
      method,
      path,
      body,
      headers: { authorization: `token ${apiKey}:${apiSecret}` },
    });
    if (response.status >= 400) throw errorOf(response, path);
    return response;
  }
}

function queryOf(parameters: Query): string {
  const texts = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(texts as [string, string][]).toString();
}

/** Every broken rule is 417 in Frappe, also what other products answer as 409 or 412; `exc_type` tells them apart. */
function errorOf(response: SystemResponse, path: string): Error {
  const type = problemSchema.safeParse(response.json).data?.exc_type ?? '';
  const text = textOf(response);
  if (type === 'TimestampMismatchError') return new StaleDocumentError('SYSTEM_REFUSED', `${SYSTEM} refused: ${text}`);
  if (type === 'RateLimitExceededError' || type === 'QueryDeadlockError') {
    return new TransientError('SYSTEM_UNAVAILABLE', `${SYSTEM} is busy: ${text}`, {
      retryAfterMs: retryAfter(response.headers),
    });
  }
  switch (response.status) {
    case 401:
      return badCredentials(SYSTEM, 'ERPNEXT_API_KEY and ERPNEXT_API_SECRET');
    case 403:
      return missingRight(SYSTEM, text);
    case 404:
      return objectMissing(SYSTEM, decodeURIComponent(path.split('?')[0]?.split('/').at(-1) ?? path));
    case 409:
    case 417:
      return refused(SYSTEM, text);
    default:
      return failureOf(SYSTEM, response, text);
  }
}

function textOf(response: SystemResponse): string {
  const problem = problemSchema.safeParse(response.json);
  if (!problem.success) return '';
  const messages = serverMessages(problem.data._server_messages);
  return plain(messages.join(' ') || problem.data.exception || problem.data.exc_type || '');
}

function serverMessages(text: string | undefined): string[] {
  if (text === undefined) return [];
  try {
    const texts = z.array(z.string()).parse(JSON.parse(text));
    return texts.map((each) => serverMessageSchema.parse(JSON.parse(each)).message);
  } catch {
    // Not the documented form: the exception's own text is used instead.
    return [];
  }
}

const plain = (html: string): string => html.replaceAll(/<[^>]*>/g, '').trim();
