import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Role } from '../domain/actor.js';

export const REQUIRED_ROLES = Symbol('REQUIRED_ROLES');

/** Only people with at least one of these roles may call the route or any route of the controller. */
export const Roles = (...roles: readonly Role[]): CustomDecorator<symbol> => SetMetadata(REQUIRED_ROLES, roles);
