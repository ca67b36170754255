import { ArenaError } from './arena-errors.ts';
import type { Change, Vote } from './arena-state.ts';
import { newGuid } from './guid.ts';
import { ROUTINGS, type User } from './workspace.ts';

/** Routings of a change on which nobody has voted in this round. */
export const pendingRoutings = (change: Change): string[] =>
  change.routings.filter((routing) => !change.votes.some((vote) => vote.routing === routing));

/** The routing somebody votes for: his own group's, else the first that waits (he is an additional reviewer then). */
export function routingOfVoter(change: Change, voter: User): string {
  if (change.lifecycleStatus !== 'SUBMITTED_FOR_APPROVAL') {
    throw new ArenaError(400, {
      code: 4020,
      message: `${change.number} does not wait for approval: it is ${change.lifecycleStatus}.`,
    });
  }
  const pending = pendingRoutings(change);
  const routing = pending.find((guid) => isMember(guid, voter)) ?? pending[0];
  if (routing === undefined) {
    throw new ArenaError(400, {
      code: 5007,
      message: 'The decision board for this Change has not been constructed correctly.',
    });
  }
  return routing;
}

export const newVote = (vote: Omit<Vote, 'guid'>): Vote => ({ guid: newGuid(), ...vote });

function isMember(routingGuid: string, user: User): boolean {
  const routing = ROUTINGS.find((candidate) => candidate.guid === routingGuid);
  return routing !== undefined && user.groups.includes(routing.group);
}
