import { randomBytes, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { openJsonStateFile, type JsonStateFile } from '../json-state-file.ts';
import type { AdapterPayload } from 'oidc-provider';

/** One stored artefact of the provider: a session, a grant, a code. */
export interface StoredArtefact {
  readonly payload: AdapterPayload;
  /** Milliseconds since the epoch; absent means that it never expires. */
  readonly expiresAt?: number;
}

export interface ProviderState {
  jwks: { keys: JWK[] };
  readonly cookieKeys: readonly string[];
  readonly artefacts: Record<string, StoredArtefact>;
}

/** Opens the provider's keys and sessions. Keys are made once, so that a restart signs nobody out. */
export async function openProviderState(
  path: string | undefined,
): Promise<JsonStateFile<ProviderState>> {
  const file = openJsonStateFile<ProviderState>(path, () => ({
    jwks: { keys: [] },
    cookieKeys: [randomBytes(32).toString('base64url')],
    artefacts: {},
  }));
  if (file.state.jwks.keys.length === 0) {
    file.state.jwks = { keys: [await newSigningKey()] };
    file.flush();
  }
  return file;
}

async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}
