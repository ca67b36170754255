import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writePrivateFile } from './private-file.ts';

const secret = z.string().default(() => randomBytes(24).toString('base64url'));
const schema = z.object({
  POSTGRES_PASSWORD: secret,
  SLACK_BOT_TOKEN: secret,
  SLACK_SIGNING_SECRET: secret,
  OIDC_CLIENT_SECRET: secret,
  OIDC_MACHINE_CLIENT_SECRET: secret,
  SESSION_SECRET: secret,
  LINK_SECRET: secret,
  INTAKE_SECRET: secret,
  ARENA_PASSWORD: secret,
  WINDCHILL_PASSWORD: secret,
  ERPNEXT_API_KEY: secret,
  ERPNEXT_API_SECRET: secret,
  ERPNEXT_WEBHOOK_SECRET: secret,
});

export type StackSecrets = z.infer<typeof schema>;

/** The stack's secrets: made at the first start and kept, since data and sessions depend on them. */
export function readSecrets(file: string): StackSecrets {
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secrets = schema.parse(kept);
  const text = JSON.stringify(secrets, undefined, 2);
  if (text !== JSON.stringify(kept, undefined, 2)) writePrivateFile(file, text);
  return secrets;
}
