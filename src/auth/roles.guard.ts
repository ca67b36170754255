import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Role } from '../domain/actor.js';
import { ForbiddenError } from '../domain/errors.js';
import { actorOf } from './request-actor.js';
import { REQUIRED_ROLES } from './roles.decorator.js';

/** Enforces `@Roles`. Runs after the authentication. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const required = this.reflector.getAllAndOverride<readonly Role[] | undefined>(REQUIRED_ROLES, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (required === undefined) return true;
    const actor = actorOf(context.switchToHttp().getRequest<Request>());
    if (required.some((role) => actor?.roles.includes(role))) return true;
    throw new ForbiddenError('ROLE_MISSING', `This needs the role ${required.join(' or ')}.`);
  }
}
