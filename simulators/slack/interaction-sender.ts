import type { Delivery } from '../shared/webhook-sender.ts';
import { slackSignatureHeaders } from './slack-signature.ts';

const ACKNOWLEDGE_WITHIN_MS = 3000;
const KEPT_DELIVERIES = 200;

/** What the app answered to an interaction. */
export interface Acknowledgement {
  /** HTTP status; 0 when no answer came in time. */
  readonly status: number;
  readonly body: string;
}

/** Sends interactions as Slack does: a signed form, three seconds to answer, no repetition. */
export class InteractionSender {
  readonly deliveries: Delivery[] = [];
  readonly #url: string;
  readonly #signingSecret: string;

  constructor(url: string, signingSecret: string) {
    this.#url = url;
    this.#signingSecret = signingSecret;
  }

  async send(payload: Record<string, unknown>): Promise<Acknowledgement> {
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const answer = await this.#post(body);
    const result = answer.status === 0 ? answer.body : String(answer.status);
    this.deliveries.push({ at: new Date().toISOString(), result, body });
    this.deliveries.splice(0, this.deliveries.length - KEPT_DELIVERIES);
    return answer;
  }

  async #post(body: string): Promise<Acknowledgement> {
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          ...slackSignatureHeaders(this.#signingSecret, body),
        },
        redirect: 'manual',
        signal: AbortSignal.timeout(ACKNOWLEDGE_WITHIN_MS),
      });
      return { status: response.status, body: await response.text() };
    } catch (error) {
      return { status: 0, body: error instanceof Error ? error.message : String(error) };
    }
  }
}
