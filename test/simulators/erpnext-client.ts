import { start, type ErpnextOptions } from '../../simulators/erpnext/create-erpnext-simulator.ts';
import type { ErpnextState } from '../../simulators/erpnext/erpnext-state.ts';
import type { Simulator } from '../../simulators/shared/simulator.ts';
import { answerOf, type Answer } from './arena-client.ts';

export const KEYS = { apiKey: 'integration-key', apiSecret: 'integration-secret' };

export const startErpnext = (options: Partial<ErpnextOptions> = {}): Promise<Simulator<ErpnextState>> =>
  start({ port: 0, ...KEYS, ...options });

/** A client of the simulated site, as the integration unless other keys are given. */
export class ErpnextClient {
  readonly #root: string;
  readonly #authorization: string;

  constructor(simulator: { url: string }, { apiKey, apiSecret } = KEYS) {
    this.#root = `${simulator.url}/api`;
    this.#authorization = `token ${apiKey}:${apiSecret}`;
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = {
      authorization: this.#authorization,
      'content-type': 'application/json',
      accept: 'application/json',
    };
    return answerOf(
      await fetch(this.#root + path, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  }

  order(name: string): Promise<Answer> {
    return this.call('GET', `/resource/Purchase%20Order/${name}`);
  }

  update(name: string, fields: Record<string, unknown>): Promise<Answer> {
    return this.call('PUT', `/resource/Purchase%20Order/${name}`, fields);
  }

  /** Creates an order and hands back its name. */
  async createOrder(more: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.call('POST', '/resource/Purchase%20Order', {
      supplier: 'Sample Supplier A',
      schedule_date: '2027-01-31',
      items: [{ item_code: 'CONNECTOR-12', qty: 40, rate: 12.5 }],
      countersign_change: 'CR-2026-000001',
      ...more,
    });
    return String(answer.at('data', 'name'));
  }

  apply(name: string, action: string): Promise<Answer> {
    return this.call('POST', '/method/frappe.model.workflow.apply_workflow', {
      doc: JSON.stringify({ doctype: 'Purchase Order', name }),
      action,
    });
  }
}

/** Reads the message a person would see: JSON text of a list of JSON texts. */
export function serverMessage(answer: Answer): string {
  const list: unknown = JSON.parse(String(answer.at('_server_messages')));
  const first: unknown = Array.isArray(list) ? JSON.parse(String(list[0])) : undefined;
  return typeof first === 'object' && first !== null && 'message' in first ? String(first.message) : '';
}
