import { discovery, type ClientAuth, type Configuration, type TokenEndpointResponse } from 'openid-client';
import { plainHttpOptions } from './plain-http.js';

/** Where tokens come from and what they are for. */
export interface TokenTarget {
  readonly issuer: string;
  /** `PUBLIC_URL/api`. Providers that know no resource indicators (RFC 8707) are set up to add it as audience. */
  readonly audience: string;
}

/** Credentials of an API client; keep them as secret as a password. */
export interface ApiTokens {
  readonly accessToken: string;
  /** Milliseconds since the epoch; undefined when the provider does not say. */
  readonly expiresAt: number | undefined;
  readonly refreshToken: string | undefined;
}

/** Discovers the provider for a client that is not the platform. Plain http is taken as it is given. */
export function discoverClient(issuer: string, clientId: string, authentication: ClientAuth): Promise<Configuration> {
  const url = new URL(issuer);
  return discovery(url, clientId, undefined, authentication, plainHttpOptions(url));
}

export function apiTokensOf(response: TokenEndpointResponse): ApiTokens {
  return {
    accessToken: response.access_token,
    expiresAt: response.expires_in === undefined ? undefined : Date.now() + response.expires_in * 1000,
    refreshToken: response.refresh_token,
  };
}
