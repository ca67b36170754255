import { Inject, Injectable } from '@nestjs/common';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { ENV, type Env } from '../config/env.js';
import type { Actor } from '../domain/actor.js';
import { TransientError } from '../domain/errors.js';
import { personId } from '../domain/ids.js';
import { PersonDirectory } from '../identities/person-directory.js';
import { actorFromClaims, nameOf, parseIdentityClaims, type IdentityClaims } from './identity-claims.js';
import { IdentityProvider } from './identity-provider.js';

/** Asymmetric only: with a shared secret, whoever can verify could also forge. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** The token is no valid one for this API; `reason` is for the log, not for the caller. */
export class InvalidTokenError extends Error {}

/** The audience that access tokens for the API must name. */
export const apiAudience = (publicUrl: string): string => `${publicUrl}/api`;

/** Verifies access tokens (JWT, RFC 9068) of command-line and machine clients. */
@Injectable()
export class BearerTokens {
  private keys: JWTVerifyGetKey | undefined;
  private readonly known = new Set<string>();

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly identityProvider: IdentityProvider,
    private readonly people: PersonDirectory,
  ) {}

  /** Errors: InvalidTokenError; TransientError when the issuer's keys cannot be read. */
  async actor(token: string): Promise<Actor> {
    const claims = parseClaims(await this.verify(token));
    await this.introduce(claims);
    return actorFromClaims(claims, 'api');
  }

  private async verify(token: string): Promise<JWTPayload> {
    const metadata = (await this.identityProvider.configuration()).serverMetadata();
    if (metadata.jwks_uri === undefined) throw new InvalidTokenError('The issuer publishes no keys.');
    this.keys ??= createRemoteJWKSet(new URL(metadata.jwks_uri));
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: metadata.issuer,
        audience: apiAudience(this.env.PUBLIC_URL),
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      if (isRefusal(error)) throw new InvalidTokenError(error.message, { cause: error });
      throw new TransientError('IDENTITY_PROVIDER_UNREACHABLE', 'The keys of the identity provider cannot be read.', {
        cause: error,
      });
    }
  }

  /** A person who only ever uses the command line must be known too: messages go to him as well. */
  private async introduce(claims: IdentityClaims): Promise<void> {
    if (claims.email === undefined || this.known.has(claims.sub)) return;
    if ((await this.people.get(claims.sub)) === null) {
      const { sub, email, roles, groups } = claims;
      await this.people.upsert({ id: personId(sub), name: nameOf(claims), email, roles, groups });
    }
    this.known.add(claims.sub);
  }
}

function parseClaims(payload: JWTPayload): IdentityClaims {
  try {
    return parseIdentityClaims(payload);
  } catch (error) {
    throw new InvalidTokenError('The token lacks claims.', { cause: error });
  }
}

/** jose reports an unreachable or broken key endpoint as one of its own errors too; those are not the token's fault. */
function isRefusal(error: unknown): error is errors.JOSEError {
  return (
    error instanceof errors.JOSEError &&
    error.code !== errors.JOSEError.code &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid)
  );
}
