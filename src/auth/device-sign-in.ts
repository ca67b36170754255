import { initiateDeviceAuthorization, None, pollDeviceAuthorizationGrant, refreshTokenGrant } from 'openid-client';
import { apiTokensOf, discoverClient, type ApiTokens, type TokenTarget } from './api-tokens.js';

export interface DeviceSignInOptions extends TokenTarget {
  /** The public client of the command line, such as `countersign-cli`. */
  readonly clientId: string;
}

/** What the person has to do in a browser, on this or any other machine. */
export interface DeviceCode {
  readonly userCode: string;
  readonly verificationUri: string;
  /** The same with the code filled in; not every provider gives it. */
  readonly verificationUriComplete: string | undefined;
  readonly expiresInSeconds: number;
}

/**
 * Signs a person in from the command line (device authorization grant, RFC 8628): `show` tells him where to confirm,
 * then the provider is asked until he has. Errors: those of openid-client when he refuses or takes too long.
 */
export async function deviceSignIn(
  options: DeviceSignInOptions,
  show: (code: DeviceCode) => void,
  signal?: AbortSignal,
): Promise<ApiTokens> {
  const configuration = await discoverClient(options.issuer, options.clientId, None());
  const parameters = { scope: 'openid profile email', resource: options.audience };
  const device = await initiateDeviceAuthorization(configuration, parameters);
  show({
    userCode: device.user_code,
    verificationUri: device.verification_uri,
    verificationUriComplete: device.verification_uri_complete,
    expiresInSeconds: device.expires_in,
  });
  const target = { resource: options.audience };
  return apiTokensOf(await pollDeviceAuthorizationGrant(configuration, device, target, signal ? { signal } : {}));
}

/** Gets a fresh access token without asking the person again. */
export async function refreshSignIn(options: DeviceSignInOptions, refreshToken: string): Promise<ApiTokens> {
  const configuration = await discoverClient(options.issuer, options.clientId, None());
  return apiTokensOf(await refreshTokenGrant(configuration, refreshToken, { resource: options.audience }));
}
