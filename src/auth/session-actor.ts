import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../domain/actor.js';
import { PersonDirectory } from '../identities/person-directory.js';
import { Clock } from '../ports/clock.port.js';
import { SESSION_ABSOLUTE_MS } from './session-cookie.js';
import { destroy } from './session-data.js';

/** Finds who is signed in by the session's cookie, with the rights that the directory knows now. */
@Injectable()
export class SessionActor {
  constructor(
    private readonly people: PersonDirectory,
    private readonly clock: Clock,
  ) {}

  async find(request: Request): Promise<Actor | null> {
    const signedIn = request.session.signedIn;
    if (signedIn === undefined) return null;
    if (this.clock.now().getTime() - signedIn.at > SESSION_ABSOLUTE_MS) {
      await destroy(request.session);
      return null;
    }
    return this.people.actor(signedIn.personId, 'web');
  }
}
