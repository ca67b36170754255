import { Inject, Injectable } from '@nestjs/common';
import { ApprovalQueries } from '../approvals/approval-queries.js';
import type { ApprovalView } from '../approvals/approval-view.js';
import { ENV, type Env } from '../config/env.js';
import type { Actor } from '../domain/actor.js';
import { NotFoundError } from '../domain/errors.js';
import { isApprovalId, type ApprovalId } from '../domain/ids.js';
import { UserTaskQuery } from '../ports/process-engine.port.js';
import { DeepLinks, type LinkClaims, type LinkTarget } from './deep-links.js';
import { redirectTo, type Landing } from './landing.js';
import * as pages from './link-pages.js';
import { leadsToOwningSystem } from './owning-system-origins.js';
import { ProcessOfApproval } from './process-of-approval.js';

export interface FollowedLink {
  readonly approvalId: string;
  /** Undefined when the link carries no signature. */
  readonly claims: LinkClaims | undefined;
  /** The link was followed on a page of our own, which needs no signature. */
  readonly fromOwnPage: boolean;
  readonly target: LinkTarget;
  readonly round: number;
  readonly self: (round: number) => string;
}

/** Decides where a followed link leads. It reads and shows; nothing here changes anything. */
@Injectable()
export class LinkLanding {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly links: DeepLinks,
    private readonly approvals: ApprovalQueries,
    private readonly processes: ProcessOfApproval,
    private readonly userTasks: UserTaskQuery,
  ) {}

  async follow(link: FollowedLink, reader: Actor): Promise<Landing> {
    const inbox = `${this.env.PUBLIC_URL}/`;
    if (!isApprovalId(link.approvalId)) return pages.unknownApproval(inbox);
    const obstacle = this.obstacle(link, reader, inbox);
    if (obstacle !== undefined) return obstacle;
    const approval = await this.read(link.approvalId, reader);
    if (approval === undefined) return pages.unknownApproval(inbox);
    const web = `${this.env.PUBLIC_URL}/approvals/${approval.id}`;
    switch (link.target) {
      case 'web':
        return redirectTo(web);
      case 'tasklist':
        return approval.state === 'open'
          ? this.toTasklist(link, link.approvalId, web)
          : pages.closedApproval(approval, web);
      case 'owning-system':
        return this.toOwningSystem(link, approval, web);
    }
  }

  private obstacle(link: FollowedLink, reader: Actor, inbox: string): Landing | undefined {
    if (link.claims === undefined) return link.fromOwnPage ? undefined : pages.alteredLink(inbox);
    switch (this.links.check(link.approvalId, link.claims, reader.personId)) {
      case 'valid':
        return undefined;
      case 'altered':
        return pages.alteredLink(inbox);
      case 'expired':
        return pages.expiredLink(inbox);
      case 'foreign':
        return pages.foreignLink(inbox, reader.name);
    }
  }

  private async toTasklist(link: FollowedLink, approvalId: ApprovalId, web: string): Promise<Landing> {
    const processInstanceKey = await this.processes.keyOf(approvalId);
    const task = await this.userTasks.findOpenTask(processInstanceKey);
    if (task === undefined) return pages.waiting('Tasklist', link.round, link.self, web);
    return redirectTo(`${this.env.TASKLIST_URL}/${encodeURIComponent(task.userTaskKey)}`);
  }

  private toOwningSystem(link: FollowedLink, approval: ApprovalView, web: string): Landing {
    const { objectUrl, owningSystem } = approval;
    if (objectUrl === null) {
      return approval.state === 'open'
        ? pages.waiting(owningSystem, link.round, link.self, web)
        : pages.closedApproval(approval, web);
    }
    return leadsToOwningSystem(this.env, objectUrl) ? redirectTo(objectUrl) : pages.untrustedAddress(owningSystem, web);
  }

  private async read(approvalId: ApprovalId, reader: Actor): Promise<ApprovalView | undefined> {
    try {
      return await this.approvals.get(approvalId, reader);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }
}
