import { errors, type ClientMetadata, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { findPerson } from '../shared/people.ts';
import type { StateStore } from '../shared/state-store.ts';
import * as pages from './provider-pages.ts';
import type { ProviderState } from './provider-state.ts';
import { StateAdapter } from './state-adapter.ts';

const HOUR = 3600;
const API_SCOPE = 'api';

export interface ProviderClients {
  /** Where people reach the platform, for example `http://localhost:3000`. */
  readonly publicUrl: string;
  readonly clientSecret: string;
  /** Without it there is no machine client. */
  readonly machineClientSecret?: string | undefined;
}

/** The provider's set-up: three clients, the sample people, JWT access tokens for the API. */
export function providerConfiguration(clients: ProviderClients, store: StateStore<ProviderState>): Configuration {
  const apiResource = `${clients.publicUrl}/api`;
  return {
    adapter: (model: string) => new StateAdapter(model, store),
    clients: clientList(clients),
    jwks: store.state.jwks,
    cookies: {
      keys: [...store.state.cookieKeys],
      // Cookies ignore ports: the platform on the same host must not share the names.
      names: { session: 'sim_idp_session', interaction: 'sim_idp_step', resume: 'sim_idp_resume' },
    },
    claims: { openid: ['sub'], profile: ['name', 'roles', 'groups'], email: ['email'] },
    scopes: ['openid', 'profile', 'email'],
    // The platform reads everything from the id token, as it does with Keycloak and Entra.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: (_context, client) => client.grantTypeAllowed('authorization_code') },
    findAccount: (_context, sub) => accountOf(sub),
    loadExistingGrant: (context) => grantWithoutAsking(context, apiResource),
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    extraTokenClaims: async (_context, token) =>
      'accountId' in token ? personClaims(token.accountId) : machineClaims(),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    renderError: pages.renderError,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true, ...pages.devicePages },
      rpInitiatedLogout: { enabled: true, ...pages.signOutPages },
      resourceIndicators: {
        enabled: true,
        // The sample machine and command-line clients exist for the API alone.
        defaultResource: (_context, client) => (client.clientId === 'countersign' ? [] : apiResource),
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== apiResource) throw new errors.InvalidTarget();
          return {
            scope: API_SCOPE,
            audience: apiResource,
            accessTokenFormat: 'jwt',
            accessTokenTTL: HOUR,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      ClientCredentials: HOUR,
      DeviceCode: 600,
      Grant: 24 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      RefreshToken: 24 * HOUR,
      Session: 12 * HOUR,
    },
  };
}

function clientList(clients: ProviderClients): ClientMetadata[] {
  const list: ClientMetadata[] = [
    {
      client_id: 'countersign',
      client_name: 'Countersign',
      client_secret: clients.clientSecret,
      redirect_uris: [`${clients.publicUrl}/auth/callback`],
      post_logout_redirect_uris: [clients.publicUrl, `${clients.publicUrl}/`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
    {
      client_id: 'countersign-cli',
      client_name: 'Countersign command line',
      token_endpoint_auth_method: 'none',
      redirect_uris: [],
      response_types: [],
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
    },
  ];
  if (clients.machineClientSecret !== undefined) {
    list.push({
      client_id: 'countersign-machine',
      client_name: 'Countersign machine client',
      client_secret: clients.machineClientSecret,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
    });
  }
  return list;
}

function personClaims(id: string): Record<string, string | string[]> | undefined {
  const person = findPerson(id);
  if (person === undefined) return undefined;
  const { name, email, roles, groups } = person;
  return { name, email, roles: [...roles], groups: [...groups] };
}

function machineClaims(): Record<string, string | string[]> {
  return { name: 'Machine client', roles: ['requester'], groups: [] };
}

function accountOf(sub: string): ReturnType<NonNullable<Configuration['findAccount']>> {
  const claims = personClaims(sub);
  if (claims === undefined) return undefined;
  return { accountId: sub, claims: async () => ({ sub, ...claims }) };
}

/** All clients belong to the same product, so nobody is asked for consent. */
async function grantWithoutAsking(context: KoaContextWithOIDC, apiResource: string) {
  const { client, session, provider } = context.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const grant =
    (known === undefined ? undefined : await provider.Grant.find(known)) ??
    new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile email');
  grant.addResourceScope(apiResource, API_SCOPE);
  await grant.save();
  return grant;
}
