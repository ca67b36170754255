import type { Request } from 'express';
import type { Actor } from '../domain/actor.js';

const actors = new WeakMap<Request, Actor>();

/** Remembers who sent the request, once it is authenticated. */
export function setActor(request: Request, actor: Actor): void {
  actors.set(request, actor);
}

/** Who sent the request; undefined on routes that answer without sign-in. */
export const actorOf = (request: Request): Actor | undefined => actors.get(request);
