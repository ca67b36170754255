import type { View, WebClient } from '@slack/web-api';
import { PermanentError, TransientError } from '../../domain/errors.js';
import {
  encodeSubject,
  InteractiveChat,
  REASON_DIALOG,
  REASON_FIELD,
  type DecisionSubject,
} from '../../ports/interactive-chat.port.js';
import { toSlackFailure } from './slack-errors.js';
import { mrkdwn } from './slack-text.js';

const RESPONSE_TIMEOUT_MS = 5_000;

/** What the buttons of Slack messages need: the dialog for a reason, private answers, and the workspace's id. */
export class SlackChat extends InteractiveChat {
  private readonly responseOrigins: ReadonlySet<string>;
  private workspace: Promise<string> | undefined;

  constructor(
    private readonly client: WebClient,
    apiUrl: string,
  ) {
    super();
    this.responseOrigins = new Set(['https://hooks.slack.com', new URL(apiUrl).origin]);
  }

  async workspaceId(): Promise<string> {
    this.workspace ??= this.readWorkspace();
    try {
      return await this.workspace;
    } catch (error) {
      this.workspace = undefined;
      throw error;
    }
  }

  async askForReason(triggerId: string, subject: DecisionSubject): Promise<void> {
    try {
      await this.client.views.open({ trigger_id: triggerId, view: reasonDialog(subject) });
    } catch (error) {
      throw toSlackFailure(error);
    }
  }

  async tellPrivately(responseUrl: string, text: string): Promise<void> {
    const url = URL.parse(responseUrl);
    if (url === null || !this.responseOrigins.has(url.origin)) {
      throw new PermanentError('FOREIGN_ADDRESS', 'The address for the answer is not one of Slack.');
    }
    const response = await this.post(url, {
      response_type: 'ephemeral',
      replace_original: false,
      // Plain text from start to end: what people wrote may be part of it.
      text: mrkdwn(text, 3_000),
    });
    if (!response.ok)
      throw new TransientError('SLACK_UNAVAILABLE', `Slack answered ${response.status} to a private message.`);
  }

  private async post(url: URL, body: unknown): Promise<Response> {
    try {
      return await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
      });
    } catch (error) {
      throw toSlackFailure(error);
    }
  }

  private async readWorkspace(): Promise<string> {
    try {
      const { team_id: teamId } = await this.client.auth.test();
      if (teamId === undefined)
        throw new PermanentError('SLACK_REFUSED', 'Slack did not say which workspace the token belongs to.');
      return teamId;
    } catch (error) {
      throw toSlackFailure(error);
    }
  }
}

function reasonDialog(subject: DecisionSubject): View {
  return {
    type: 'modal',
    callback_id: REASON_DIALOG,
    private_metadata: encodeSubject(subject),
    title: { type: 'plain_text', text: 'Reject the change' },
    submit: { type: 'plain_text', text: 'Reject' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: REASON_FIELD,
        label: { type: 'plain_text', text: `Reason for rejecting ${subject.approvalId}` },
        hint: { type: 'plain_text', text: 'The requester and everybody who follows the change will read it.' },
        element: {
          type: 'plain_text_input',
          action_id: REASON_FIELD,
          multiline: true,
          min_length: 1,
          max_length: 3_000,
        },
      },
    ],
  };
}
