import { randomBytes, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import { openStateStore, type StateStore } from '../shared/state-store.ts';

const stateSchema = z.object({
  jwks: z.object({ keys: z.array(z.custom<JWK>((value) => typeof value === 'object')) }),
  cookieKeys: z.array(z.string()),
  /** Sessions, grants and codes by model and id; `expiresAt` is in milliseconds since the epoch. */
  artefacts: z.record(
    z.string(),
    z.object({
      payload: z.custom<AdapterPayload>((value) => typeof value === 'object'),
      expiresAt: z.number().optional(),
    }),
  ),
});

export type ProviderState = z.infer<typeof stateSchema>;
export type StoredArtefact = ProviderState['artefacts'][string];

/** Opens the provider's keys and sessions. Keys are made once, so that a restart signs nobody out. */
export async function openProviderState(file: string | undefined): Promise<StateStore<ProviderState>> {
  const store = openStateStore(
    stateSchema,
    () => ({
      jwks: { keys: [] },
      cookieKeys: [randomBytes(32).toString('base64url')],
      artefacts: {},
    }),
    file,
  );
  if (store.state.jwks.keys.length === 0) {
    store.state.jwks.keys.push(await newSigningKey());
    store.save();
  }
  return store;
}

async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}
