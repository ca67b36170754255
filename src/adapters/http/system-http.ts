import { PermanentError, TransientError } from '../../domain/errors.js';
import { currentDeadline } from './call-deadline.js';

export interface SystemRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface SystemResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined when the answer had no body or the body was no JSON. */
  readonly json: unknown;
}

const LARGEST_ANSWER = 20 * 1024 * 1024;

/**
 * One HTTP exchange with an owning system: time-out, no redirects, JSON in and out.
 * Statuses are left to the caller, who knows the product; only what concerns the transport becomes an error here.
 * Messages name the system and never headers or bodies, which carry secrets.
 */
export class SystemHttp {
  constructor(
    private readonly system: string,
    private readonly baseUrl: string,
    private readonly timeoutMs = 10_000,
  ) {}

  async send(request: SystemRequest): Promise<SystemResponse> {
    const response = await this.exchange(request);
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new PermanentError(
        'SYSTEM_REDIRECTS',
        `${this.system} answers with a redirect. Set its base URL to the address it redirects to.`,
      );
    }
    return { status: response.status, headers: response.headers, json: await this.readJson(response) };
  }

  private async exchange(request: SystemRequest): Promise<Response> {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const deadline = currentDeadline();
    try {
      return await fetch(`${this.baseUrl}${request.path}`, {
        method: request.method,
        headers: {
          accept: 'application/json',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...request.headers,
        },
        body: request.body === undefined ? null : JSON.stringify(request.body),
        redirect: 'manual',
        signal: deadline === undefined ? timeout : AbortSignal.any([timeout, deadline]),
      });
    } catch (error) {
      throw this.transportError(error);
    }
  }

  private async readJson(response: Response): Promise<unknown> {
    let text: string;
    try {
      text = await this.readText(response);
    } catch (error) {
      throw error instanceof PermanentError ? error : this.transportError(error);
    }
    try {
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    } catch {
      // A proxy or a maintenance page answered in the system's place; the caller decides by the status.
      return undefined;
    }
  }

  private async readText(response: Response): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > LARGEST_ANSWER) {
        throw new PermanentError('SYSTEM_ANSWER_TOO_LARGE', `${this.system} sent more than ${LARGEST_ANSWER} bytes.`);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  private transportError(error: unknown): TransientError {
    const timedOut = error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError');
    return timedOut
      ? new TransientError('SYSTEM_TIMEOUT', `${this.system} did not answer in time.`, { cause: error })
      : new TransientError('SYSTEM_UNREACHABLE', `${this.system} cannot be reached (${causeOf(error)}).`, {
          cause: error,
        });
  }
}

/** The operating system's word for it (ECONNREFUSED, ECONNRESET …), which fetch hides in the cause. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return 'connection lost';
}
