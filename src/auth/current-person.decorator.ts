import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor } from '../domain/actor.js';
import { actorOf } from './request-actor.js';

/** Parameter of a route: the `Actor` who is signed in. Not for routes that answer without sign-in. */
export const CurrentPerson = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const actor = actorOf(context.switchToHttp().getRequest<Request>());
  if (actor === undefined) throw new Error('CurrentPerson was used on a route that answers without sign-in.');
  return actor;
});
