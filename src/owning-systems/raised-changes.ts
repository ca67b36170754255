import { Inject, Injectable } from '@nestjs/common';
import { ChangeSubmission } from '../changes/change-submission.js';
import { changeContentSchema } from '../contracts/values.js';
import type { OwningSystemId } from '../domain/change.js';
import { PersonDirectory } from '../identities/person-directory.js';
import { Logger } from '../logging/logger.js';
import { CHANGE_FEEDS, type ChangeFeed } from '../ports/owning-system.port.js';
import { OwningSystems } from './owning-systems.js';

/** Begins a change request for a change that somebody raised in an owning system. */
@Injectable()
export class RaisedChanges {
  constructor(
    @Inject(CHANGE_FEEDS) private readonly feeds: readonly ChangeFeed[],
    private readonly people: PersonDirectory,
    private readonly submission: ChangeSubmission,
    private readonly owningSystems: OwningSystems,
    private readonly logger: Logger,
  ) {}

  /** Returns what became of the object, for the inbox. Repeats end at the change request that the object has begun. */
  async takeIn(system: OwningSystemId, objectId: string): Promise<string> {
    const feed = this.feeds.find(({ id }) => id === system);
    const raised = (await feed?.readRaisedChange(objectId)) ?? null;
    if (raised === null) return 'not a change that waits for us';
    const content = changeContentSchema.safeParse(raised.content);
    if (!content.success) {
      const problem = content.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
      return this.refuse(system, objectId, `its content cannot be used: ${problem}`);
    }
    const requester = await this.people.byEmail(raised.requesterEmail);
    if (requester === null) return this.refuse(system, objectId, 'Countersign does not know the person who raised it');
    const by = { personId: requester.id, name: requester.name, via: 'owning-system' as const };
    const change = await this.submission.submitNew(content.data, by, system, raised.objectId);
    // From here on news about the object concern this change, also when no rule asks for an approval in this system.
    await this.owningSystems.register(change.id, [system], {
      processInstanceKey: 'intake',
      elementInstanceKey: objectId,
    });
    this.logger.info(
      { system, objectId, changeId: change.id },
      'INTAKE-003 a change that was raised in an owning system begins',
    );
    return `began ${change.id}`;
  }

  private refuse(system: OwningSystemId, objectId: string, reason: string): string {
    this.logger.warn(
      { system, objectId, reason },
      'INTAKE-004 a change that was raised in an owning system is not taken in',
    );
    return `refused: ${reason}`;
  }
}
