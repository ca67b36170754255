import type { Simulator } from '../../simulators/shared/simulator.ts';
import { start, type WindchillOptions } from '../../simulators/windchill/create-windchill-simulator.ts';
import type { WindchillState } from '../../simulators/windchill/windchill-state.ts';
import { answerOf, type Answer } from './arena-client.ts';

export const INTEGRATION = { user: 'countersign', password: 'integration-password' };

export const startWindchill = (options: Partial<WindchillOptions> = {}): Promise<Simulator<WindchillState>> =>
  start({ port: 0, ...INTEGRATION, ...options });

/** A client of the simulated REST services that keeps its session cookie and fetches the nonce before each write. */
export class WindchillClient {
  readonly root: string;
  readonly #authorization: string;
  cookie = '';
  nonce = '';

  constructor(simulator: { url: string }, { user, password } = INTEGRATION) {
    this.root = `${simulator.url}/Windchill/servlet/odata`;
    this.#authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#call('GET', path, undefined, headers);
  }

  async write(method: string, path: string, body: unknown): Promise<Answer> {
    this.nonce = String((await this.get('/PTC/GetCSRFToken()')).at('NonceValue'));
    return this.#call(method, path, body, { CSRF_NONCE: this.nonce });
  }

  async #call(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(path.startsWith('http') ? path : this.root + path, {
      method,
      headers: {
        authorization: this.#authorization,
        'content-type': 'application/json',
        cookie: this.cookie,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    return answerOf(response);
  }

  /** Creates a change notice and hands back its key. */
  async createNotice(more: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.write('POST', '/ChangeMgmt/ChangeNotices', {
      Name: 'Replace the connector',
      'Context@odata.bind': "Containers('OR:wt.pdmlink.PDMLinkProduct:109874')",
      CountersignChange: 'CR-2026-000001',
      ...more,
    });
    return String(answer.at('ID'));
  }

  setState(key: string, value: string): Promise<Answer> {
    return this.write('POST', `/ChangeMgmt/ChangeNotices('${key}')/PTC.ChangeMgmt.SetState`, {
      State: { Value: value, Display: value },
    });
  }

  /** Key of the only open task of a notice. */
  async openTask(notice: string): Promise<string> {
    const items = await this.get(
      `/Workflow/WorkItems?$expand=Subject&$filter=${encodeURIComponent(`Subject/ID eq '${notice}' and Status/Value eq 'POTENTIAL'`)}`,
    );
    return String(items.at('value', 0, 'ID'));
  }

  complete(item: string, choice: string, more: Record<string, unknown> = {}): Promise<Answer> {
    const body = {
      UserEventList: [choice],
      WorkitemComment: 'Checked',
      VoteAction: '',
      AutomateFastTrack: false,
      Variables: [],
      ...more,
    };
    return this.write('POST', `/Workflow/WorkItems('${item}')/PTC.Workflow.CompleteWorkitem`, body);
  }
}
