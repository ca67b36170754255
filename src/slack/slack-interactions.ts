import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ConflictError } from '../domain/errors.js';
import { Inbox } from '../persistence/inbox.js';
import { APPROVE_ACTION, REASON_DIALOG, REASON_FIELD, REJECT_ACTION } from '../ports/interactive-chat.port.js';
import { Acknowledgement, LATE } from './acknowledgement.js';
import type { ButtonPress, DialogSubmission, Interaction } from './interaction-payload.js';
import { SlackDecisions } from './slack-decisions.js';

const SOURCE = 'slack-interactions';
const SLOW = 'This takes longer than usual. Look at the message in a moment; if it still waits, submit again.';

/** Slack's answer to a submitted dialog: errors at its fields. No answer closes it. */
export interface InteractionAnswer {
  readonly response_action: 'errors';
  readonly errors: Readonly<Record<string, string>>;
}

/** What happens upon each kind of interaction, each of which counts once. */
@Injectable()
export class SlackInteractions {
  constructor(
    private readonly database: DataSource,
    private readonly inbox: Inbox,
    private readonly decisions: SlackDecisions,
    private readonly acknowledgement: Acknowledgement,
  ) {}

  /** Errors: ConflictError REPLAYED for a request that came before. */
  async handle(interaction: Interaction, signature: string): Promise<InteractionAnswer | undefined> {
    switch (interaction.type) {
      case 'block_actions':
        await this.press(interaction, signature);
        return undefined;
      case 'view_submission':
        return this.submission(interaction, signature);
    }
  }

  private async press(press: ButtonPress, signature: string): Promise<void> {
    for (const { action_id: action, value = '' } of press.actions) {
      if (action === REJECT_ACTION) {
        // A repeated request cannot open a second dialog: Slack takes a trigger once.
        await this.acknowledgement.inTime(this.decisions.askForReason(press, value));
      } else if (action === APPROVE_ACTION) {
        await this.acknowledgement.inTime(this.once(signature, () => this.decisions.approve(press, value)));
      }
    }
  }

  private async submission(submission: DialogSubmission, signature: string): Promise<InteractionAnswer | undefined> {
    if (submission.view.callback_id !== REASON_DIALOG) return undefined;
    const problem = await this.acknowledgement.inTime(this.once(signature, () => this.decisions.reject(submission)));
    if (problem === undefined) return undefined;
    return { response_action: 'errors', errors: { [REASON_FIELD]: problem === LATE ? SLOW : problem } };
  }

  /** The signature stands for the request: two of the same are one and its copy. */
  private async once<T>(signature: string, work: () => Promise<T>): Promise<T> {
    const nothing = (): Promise<void> => Promise.resolve();
    const outcome = await this.database.transaction((manager) => this.inbox.once(manager, SOURCE, signature, nothing));
    if (outcome === 'repeat') throw new ConflictError('REPLAYED', 'This interaction was received before.');
    return work();
  }
}
