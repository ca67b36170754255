import { Inject, Injectable } from '@nestjs/common';
import * as openid from 'openid-client';
import { ENV, type Env } from '../config/env.js';
import { BusinessError, TransientError } from '../domain/errors.js';
import { personId, type PersonId } from '../domain/ids.js';
import { PersonDirectory } from '../identities/person-directory.js';
import { nameOf, parseIdentityClaims } from './identity-claims.js';
import { IdentityProvider } from './identity-provider.js';
import type { PendingSignIn } from './session-data.js';

const SCOPE = 'openid profile email';

/** The conversation with the identity provider: authorization code with PKCE, state and nonce. */
@Injectable()
export class SignIn {
  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly identityProvider: IdentityProvider,
    private readonly people: PersonDirectory,
  ) {}

  /** Where to send the browser, and what to remember until it comes back. Errors: TransientError. */
  async begin(returnTo: string): Promise<{ readonly url: URL; readonly pending: PendingSignIn }> {
    const configuration = await this.identityProvider.configuration();
    const pending = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      codeVerifier: openid.randomPKCECodeVerifier(),
      returnTo,
    };
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: `${this.env.PUBLIC_URL}/auth/callback`,
      scope: SCOPE,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url, pending };
  }

  /**
   * Redeems the code that the browser brought back (`path` with its query) and tells the directory who it is.
   * Errors: BusinessError SIGN_IN_REFUSED when the provider refuses; TransientError when it does not answer.
   */
  async complete(path: string, pending: PendingSignIn): Promise<PersonId> {
    const configuration = await this.identityProvider.configuration();
    const tokens = await this.redeem(configuration, new URL(path, this.env.PUBLIC_URL), pending);
    const claims = parseIdentityClaims(tokens.claims());
    const { sub, email = null, roles, groups } = claims;
    const id = personId(sub);
    await this.people.upsert({ id, name: nameOf(claims), email, roles, groups });
    return id;
  }

  /** Where the browser ends the session at the provider too; null when the provider has no such page. */
  async signOutUrl(): Promise<string | null> {
    const configuration = await this.identityProvider.configuration();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
    return openid.buildEndSessionUrl(configuration, { post_logout_redirect_uri: this.env.PUBLIC_URL }).href;
  }

  private async redeem(configuration: openid.Configuration, url: URL, pending: PendingSignIn) {
    try {
      return await openid.authorizationCodeGrant(configuration, url, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.codeVerifier,
        idTokenExpected: true,
      });
    } catch (error) {
      if (isUnreachable(error)) {
        throw new TransientError('IDENTITY_PROVIDER_UNREACHABLE', 'The identity provider does not answer.', {
          cause: error,
        });
      }
      throw new BusinessError('SIGN_IN_REFUSED', 'The identity provider did not confirm the sign-in.', {
        cause: error,
      });
    }
  }
}

/** fetch reports lost connections as TypeError and time-outs as DOMException; openid-client wraps the latter. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof openid.ClientError) return error.code === 'OAUTH_TIMEOUT';
  return error instanceof TypeError && error.message === 'fetch failed';
}
