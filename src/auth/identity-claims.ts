import { z } from 'zod';
import { ROLES, SYSTEM_ACTOR, type Actor, type Door, type Role } from '../domain/actor.js';
import { personId } from '../domain/ids.js';

/**
 * What an id or access token says of its subject. `roles` and `groups` are claims that the identity provider must be
 * told to add (Keycloak: protocol mappers; Entra: app roles and the groups claim). Roles that Countersign does not
 * know are ignored; Keycloak may write a group as its path, `/quality-approvers`.
 */
const identityClaimsSchema = z.object({
  /** Nobody may sign in under the name of the platform itself. */
  sub: z
    .string()
    .min(1)
    .max(255)
    .refine((sub) => sub !== SYSTEM_ACTOR),
  name: z.string().min(1).max(255).optional(),
  preferred_username: z.string().optional(),
  email: z.string().max(320).optional(),
  roles: z
    .array(z.string())
    .default([])
    .transform((roles) => roles.filter((role): role is Role => ROLES.some((known) => known === role))),
  groups: z
    .array(z.string())
    .default([])
    .transform((groups) => groups.map((group) => group.replace(/^\//, ''))),
});

export type IdentityClaims = z.infer<typeof identityClaimsSchema>;

/** Parses verified claims. Errors: ZodError when the provider leaves out what Countersign needs. */
export const parseIdentityClaims = (claims: unknown): IdentityClaims => identityClaimsSchema.parse(claims);

export const nameOf = (claims: IdentityClaims): string => claims.name ?? claims.preferred_username ?? claims.sub;

/** The subject as an actor with the rights that the token gives. */
export function actorFromClaims(claims: IdentityClaims, via: Door): Actor {
  return { personId: personId(claims.sub), name: nameOf(claims), roles: claims.roles, groups: claims.groups, via };
}
