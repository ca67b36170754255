import type { Simulator } from '../../simulators/shared/simulator.ts';
import { start, type ArenaOptions } from '../../simulators/arena/create-arena-simulator.ts';
import type { ArenaState } from '../../simulators/arena/arena-state.ts';
import { attributeNamed, CATEGORIES, ROUTINGS } from '../../simulators/arena/workspace.ts';

export const MACHINE = { email: 'integration@countersign.localhost', password: 'machine-password' };
export const WORKSPACE_ID = 100000001;

export const startArena = (options: Partial<ArenaOptions> = {}): Promise<Simulator<ArenaState>> =>
  start({ port: 0, ...MACHINE, workspaceId: WORKSPACE_ID, ...options });

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests read answers of many shapes; a path reader keeps them short and typed.
  at(...path: readonly (string | number)[]): unknown;
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  return {
    status: response.status,
    headers: response.headers,
    at: (...path) =>
      path.reduce<unknown>(
        (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
        body,
      ),
  };
}

/** A signed-in client of the simulated API. */
export class ArenaClient {
  readonly #root: string;
  #session = '';

  constructor(simulator: { url: string }) {
    this.#root = `${simulator.url}/v1`;
  }

  async signIn(credentials: { email: string; password: string } = MACHINE): Promise<this> {
    const answer = await this.call('POST', '/login', { ...credentials, workspaceId: WORKSPACE_ID });
    this.#session = String(answer.at('arena_session_id'));
    return this;
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = { 'content-type': 'application/json', arena_session_id: this.#session };
    return answerOf(
      await fetch(this.#root + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  }

  /** Creates a change and hands back its GUID. */
  async createChange(more: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.call('POST', '/changes', {
      category: { guid: CATEGORIES[0]?.guid },
      title: 'Replace the connector of the control unit',
      routings: [{ guid: ROUTINGS[0]?.guid }],
      additionalAttributes: [{ guid: attributeNamed('Countersign Change').guid, value: 'CR-2026-000001' }],
      ...more,
    });
    return String(answer.at('guid'));
  }

  changeStatus(guid: string, status: string, comment?: string): Promise<Answer> {
    return this.call('POST', '/changes/statuschanges', {
      change: { guid },
      status,
      ...(comment === undefined ? {} : { comment }),
    });
  }
}

/** Posts a form of the simulator's own page as a browser would. */
export const submitForm = (url: string, fields: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
