import { allowInsecureRequests, type DiscoveryRequestOptions } from 'openid-client';

/** Lets openid-client talk to an issuer whose address begins with http:, as local ones do. */
export function plainHttpOptions(issuer: URL): DiscoveryRequestOptions {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated only "to make it stand out"; it is meant for local issuers.
  return { execute: issuer.protocol === 'http:' ? [allowInsecureRequests] : [] };
}
