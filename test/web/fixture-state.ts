import type { Approval, ChangeDetail, Me, TimelineEntry } from '../../web/src/api/types.ts';
import { bracketChange, bracketTimeline, closedChanges, manyChanges } from './fixture-changes.ts';
import { PEOPLE } from './fixture-data.ts';

/** One request that the page made. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly csrf: string | undefined;
  readonly body: unknown;
}

/** Everything the fixture knows. Tests read and change it while the page is open. */
export class FixtureState {
  me: Me | null = PEOPLE.quality;
  changes: ChangeDetail[] = [bracketChange(), ...manyChanges(), ...closedChanges()];
  readonly timelines = new Map<string, TimelineEntry[]>([['CR-2026-000123', bracketTimeline()]]);
  readonly requests: SeenRequest[] = [];
  /** Answers these paths with 503, as a platform without its database would. */
  readonly broken = new Set<string>();

  change(id: string): ChangeDetail | undefined {
    return this.changes.find((change) => change.id === id);
  }

  approval(id: string): Approval | undefined {
    return this.changes.flatMap(({ approvals }) => approvals).find((approval) => approval.id === id);
  }

  openApprovals(): Approval[] {
    return this.changes.flatMap(({ approvals }) => approvals).filter(({ state }) => state === 'open');
  }

  /** As the platform shows it to the person who asks. */
  view(approval: Approval): Approval {
    const mine = this.me?.groups.includes(approval.accountable) === true && approval.requester !== this.me.id;
    return { ...approval, mayDecide: mine && approval.state === 'open' };
  }

  /** Somebody decides, through whichever door. */
  decide(id: string, decision: NonNullable<Approval['decision']>): void {
    const approval = this.approval(id);
    if (approval === undefined) throw new Error(`There is no approval ${id}.`);
    approval.state = decision.verdict;
    approval.decision = decision;
  }
}
