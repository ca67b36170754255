import { Inject, Injectable } from '@nestjs/common';
import { ClientSecretBasic, discovery, type Configuration } from 'openid-client';
import { ENV, type Env } from '../config/env.js';
import { TransientError } from '../domain/errors.js';
import { isLoopback } from './loopback.js';
import { plainHttpOptions } from './plain-http.js';

const TIMEOUT_SECONDS = 5;

/**
 * The OpenID provider, discovered when it is first needed and again after a failure: the platform starts without it,
 * and `/health` tells. Plain http is for providers on this machine only.
 */
@Injectable()
export class IdentityProvider {
  private discovered: Promise<Configuration> | undefined;
  private readonly issuer: URL;

  constructor(@Inject(ENV) private readonly env: Env) {
    this.issuer = new URL(env.OIDC_ISSUER);
    if (env.NODE_ENV === 'production' && this.issuer.protocol !== 'https:' && !isLoopback(this.issuer)) {
      throw new Error('OIDC_ISSUER must begin with https:// in production: passwords and codes would go in the clear.');
    }
  }

  /** Endpoints and client settings. Errors: TransientError IDENTITY_PROVIDER_UNREACHABLE. */
  async configuration(): Promise<Configuration> {
    this.discovered ??= this.discover();
    try {
      return await this.discovered;
    } catch (error) {
      this.discovered = undefined;
      throw new TransientError('IDENTITY_PROVIDER_UNREACHABLE', 'The identity provider does not answer.', {
        cause: error,
      });
    }
  }

  /** Asks the provider anew. Errors: any, when it does not answer as an OpenID provider. */
  async checkHealth(): Promise<void> {
    const configuration = await this.discover();
    // What was discovered once stays in use: it holds the provider's keys, and they rarely change.
    this.discovered ??= Promise.resolve(configuration);
  }

  private discover(): Promise<Configuration> {
    const { OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret } = this.env;
    return discovery(this.issuer, id, undefined, ClientSecretBasic(secret), {
      timeout: TIMEOUT_SECONDS,
      ...plainHttpOptions(this.issuer),
    });
  }
}
