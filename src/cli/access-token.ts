import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ApiTokens } from '../auth/api-tokens.js';
import { clientCredentialsToken } from '../auth/client-credentials.js';
import { deviceSignIn, refreshSignIn, type DeviceSignInOptions } from '../auth/device-sign-in.js';

const settingsSchema = z.object({
  OIDC_ISSUER: z.url().default('http://localhost:4005'),
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  COUNTERSIGN_CLI_CLIENT_ID: z.string().default('countersign-cli'),
  /** For scripts: a machine client's id and secret instead of a person's sign-in. */
  COUNTERSIGN_CLIENT_ID: z.string().optional(),
  COUNTERSIGN_CLIENT_SECRET: z.string().optional(),
});

const keptSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresAt: z.number().default(0),
  audience: z.string(),
});
type KeptTokens = z.infer<typeof keptSchema>;

/** A valid access token: the machine client's, or the signed-in person's, asking him to sign in when there is none. */
export async function accessToken(): Promise<string> {
  const settings = settingsSchema.parse(process.env);
  const target = { issuer: settings.OIDC_ISSUER, audience: `${settings.PUBLIC_URL.replace(/\/+$/, '')}/api` };
  const { COUNTERSIGN_CLIENT_ID: clientId, COUNTERSIGN_CLIENT_SECRET: clientSecret } = settings;
  if (clientId !== undefined && clientSecret !== undefined) {
    return (await clientCredentialsToken({ ...target, clientId, clientSecret })).accessToken;
  }
  return personToken({ ...target, clientId: settings.COUNTERSIGN_CLI_CLIENT_ID });
}

async function personToken(options: DeviceSignInOptions): Promise<string> {
  const kept = await readKept();
  const mine = kept?.audience === options.audience ? kept : undefined;
  if (mine !== undefined && mine.expiresAt > Date.now() + 30_000) return mine.accessToken;
  const refreshed = mine?.refreshToken === undefined ? undefined : await tryRefresh(options, mine.refreshToken);
  return keep(options, refreshed ?? (await askToSignIn(options)));
}

/** A refresh token that is no longer accepted just means: sign in again. */
async function tryRefresh(options: DeviceSignInOptions, refreshToken: string): Promise<ApiTokens | undefined> {
  try {
    return await refreshSignIn(options, refreshToken);
  } catch {
    return undefined;
  }
}

function askToSignIn(options: DeviceSignInOptions): Promise<ApiTokens> {
  return deviceSignIn(options, ({ userCode, verificationUri, verificationUriComplete }) => {
    console.error(`Sign in at ${verificationUriComplete ?? verificationUri} and confirm the code ${userCode}.`);
  });
}

const file = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'countersign', 'tokens.json');

async function readKept(): Promise<KeptTokens | undefined> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Missing or from an older version: the person signs in again.
    return undefined;
  }
}

async function keep(options: DeviceSignInOptions, tokens: ApiTokens): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify({ ...tokens, audience: options.audience }), { mode: 0o600 });
  return tokens.accessToken;
}

/** Forgets the person's tokens. */
export async function forgetTokens(): Promise<void> {
  await rm(file, { force: true });
}
