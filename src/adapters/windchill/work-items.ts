import type { Verdict } from '../../domain/approval.js';
import { PermanentError } from '../../domain/errors.js';
import type { WindchillClient } from './windchill.client.js';
import { isOpen } from './windchill.mapper.js';
import type { WindchillOptions } from './windchill.options.js';
import { workItemSchema, type WorkItem } from './windchill.schemas.js';

const collection = '/Workflow/WorkItems';

/** Workflow tasks. The API shows a user his own, and only their owner completes them. */
export class WorkItems {
  constructor(
    private readonly client: WindchillClient,
    private readonly options: Pick<WindchillOptions, 'user' | 'choices'>,
  ) {}

  /** Tasks about a notice that the integration's user can see. */
  of(noticeId: string): Promise<WorkItem[]> {
    const filter = encodeURIComponent(`Subject/ID eq '${noticeId.replaceAll("'", "''")}'`);
    const expand = 'Subject,Owner,CompletedBy,Activity';
    return this.client.list(`${collection}?$expand=${expand}&$filter=${filter}`, workItemSchema);
  }

  /** The task that waits for the integration's own decision. */
  async ownOpen(noticeId: string): Promise<WorkItem | undefined> {
    const items = await this.of(noticeId);
    return items.find((item) => isOpen(item) && item.Owner?.Name === this.options.user);
  }

  /** Answers 204 whatever happened: the caller reads the notice back. */
  async complete(item: WorkItem, verdict: Verdict, comment: string): Promise<void> {
    const choice = verdict === 'approved' ? this.options.choices.approve : this.options.choices.reject;
    await this.act(item, 'CompleteWorkitem', { ...this.chosen(item, choice), comment });
  }

  /** Leaves a comment on a task that only a person can complete. */
  async comment(item: WorkItem, comment: string): Promise<void> {
    await this.act(item, 'SaveWorkitem', { UserEventList: [], VoteAction: '', comment });
  }

  /** A routing task takes its choice in UserEventList, a voting task in VoteAction. */
  private chosen(item: WorkItem, choice: string): { UserEventList: string[]; VoteAction: string } {
    if (item.Activity?.UserEventList?.includes(choice)) return { UserEventList: [choice], VoteAction: '' };
    if (item.Activity?.VotingOptionList?.includes(choice)) return { UserEventList: [], VoteAction: choice };
    const offered = [...(item.Activity?.UserEventList ?? []), ...(item.Activity?.VotingOptionList ?? [])];
    throw new PermanentError(
      'SYSTEM_NOT_PREPARED',
      `The review task in Windchill offers no choice "${choice}", but ${offered.join(', ') || 'none'}. Correct the labels in the configuration.`,
    );
  }

  private async act(
    item: WorkItem,
    action: 'CompleteWorkitem' | 'SaveWorkitem',
    { comment, ...choice }: { UserEventList: string[]; VoteAction: string; comment: string },
  ): Promise<void> {
    await this.client.write({
      method: 'POST',
      path: `${collection}('${encodeURIComponent(item.ID)}')/PTC.Workflow.${action}`,
      // All five parameters are mandatory, even where they are empty (WC12 workflow_domain_action).
      body: { ...choice, WorkitemComment: comment, AutomateFastTrack: false, Variables: [] },
    });
  }
}
