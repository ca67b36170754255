import { Injectable } from '@nestjs/common';
import type { Actor } from '../domain/actor.js';
import { ForbiddenError } from '../domain/errors.js';
import { PersonDirectory } from '../identities/person-directory.js';
import { InteractiveChat } from '../ports/interactive-chat.port.js';
import type { Interaction } from './interaction-payload.js';

/** Who pressed: known by workspace and user id alone, never by anything that the message says. */
@Injectable()
export class SlackActor {
  constructor(
    private readonly chat: InteractiveChat,
    private readonly people: PersonDirectory,
  ) {}

  /** Errors: ForbiddenError FOREIGN_WORKSPACE or UNKNOWN_PERSON. */
  async of({ team, user }: Pick<Interaction, 'team' | 'user'>): Promise<Actor> {
    const workspace = await this.chat.workspaceId();
    // In shared channels the presser may belong to another workspace than the one the press came through.
    if (team?.id !== workspace || (user.team_id ?? workspace) !== workspace) {
      throw new ForbiddenError(
        'FOREIGN_WORKSPACE',
        'Only people of the workspace that Countersign is installed in can decide here.',
      );
    }
    const person = await this.people.bySlackUser(user.id);
    const actor = person === null ? null : await this.people.actor(person.id, 'slack');
    if (actor === null) {
      throw new ForbiddenError(
        'UNKNOWN_PERSON',
        'Your Slack account is not linked to a person in Countersign, so nothing was decided. Decide in the web inbox.',
      );
    }
    return actor;
  }
}
