import { Injectable } from '@nestjs/common';
import { DecideApproval } from '../approvals/decide-approval.js';
import type { Verdict } from '../domain/approval.js';
import { BusinessError, NotFoundError } from '../domain/errors.js';
import { isApprovalId } from '../domain/ids.js';
import { Logger } from '../logging/logger.js';
import { decodeSubject, InteractiveChat, REASON_FIELD } from '../ports/interactive-chat.port.js';
import type { ButtonPress, DialogSubmission, Interaction } from './interaction-payload.js';
import { refusalText, TRY_AGAIN } from './refusal-text.js';
import { SlackActor } from './slack-actor.js';

/** Turns presses and submitted dialogs into decisions, through the same use case as every door. */
@Injectable()
export class SlackDecisions {
  constructor(
    private readonly decideApproval: DecideApproval,
    private readonly actors: SlackActor,
    private readonly chat: InteractiveChat,
    private readonly logger: Logger,
  ) {}

  /** Opens the dialog, and nothing before it: the trigger is good for three seconds. */
  async askForReason(press: ButtonPress, value: string): Promise<void> {
    const subject = decodeSubject(value);
    if (subject === undefined) return;
    try {
      await this.chat.askForReason(press.trigger_id, subject);
    } catch (error) {
      this.logger.warn({ approvalId: subject.approvalId, error }, 'SLACK-001 the dialog could not be opened');
      await this.tell(press, 'The dialog could not be opened. Please press Reject… again.');
    }
  }

  /** The message itself shows an accepted decision to everybody; a refusal is told to the presser alone. */
  async approve(press: ButtonPress, value: string): Promise<void> {
    const refusal = await this.decide(press, value, 'approved', '');
    if (refusal !== undefined) await this.tell(press, refusal);
  }

  /** Returns what the dialog shows at its field; undefined when the rejection is recorded. */
  async reject(submission: DialogSubmission): Promise<string | undefined> {
    const reason = submission.view.state.values[REASON_FIELD]?.[REASON_FIELD].value ?? '';
    if (reason.trim() === '') return 'Say why: a rejection needs a reason.';
    return this.decide(submission, submission.view.private_metadata, 'rejected', reason);
  }

  private async decide(
    interaction: Interaction,
    value: string,
    verdict: Verdict,
    comment: string,
  ): Promise<string | undefined> {
    try {
      const subject = decodeSubject(value);
      if (subject === undefined || !isApprovalId(subject.approvalId)) throw new NotFoundError('approval', value);
      const actor = await this.actors.of(interaction);
      await this.decideApproval.decide({
        approvalId: subject.approvalId,
        contentDigest: subject.contentDigest,
        verdict,
        comment,
        actor,
      });
      return undefined;
    } catch (error) {
      const refusal = refusalText(error);
      if (!(error instanceof BusinessError)) this.logger.error({ error }, 'SLACK-002 a decision was not recorded');
      return refusal ?? TRY_AGAIN;
    }
  }

  private async tell({ response_url: url }: ButtonPress, text: string): Promise<void> {
    if (url === undefined) return;
    try {
      await this.chat.tellPrivately(url, text);
    } catch (error) {
      this.logger.warn({ error }, 'SLACK-003 a presser could not be told why his press was refused');
    }
  }
}
