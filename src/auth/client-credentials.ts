import { clientCredentialsGrant, ClientSecretBasic } from 'openid-client';
import { apiTokensOf, discoverClient, type ApiTokens, type TokenTarget } from './api-tokens.js';

export interface ClientCredentials extends TokenTarget {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Gets an access token for another system, which acts in its own name (client credentials grant). */
export async function clientCredentialsToken(credentials: ClientCredentials): Promise<ApiTokens> {
  const { issuer, clientId, clientSecret, audience } = credentials;
  const configuration = await discoverClient(issuer, clientId, ClientSecretBasic(clientSecret));
  return apiTokensOf(await clientCredentialsGrant(configuration, { resource: audience }));
}
