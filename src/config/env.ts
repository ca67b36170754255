import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const secret = z.string().min(16, 'must have at least 16 characters');
/** A base URL without trailing slash. */
const baseUrl = z.url().transform((url) => url.replace(/\/+$/, ''));

/** Everything that can be set, for both applications. Parsed once at boot: a missing or wrong setting stops it there. */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** Health and readiness of the job workers. */
  WORKERS_PORT: port.default(3001),
  /** Where browsers reach the platform; links in messages begin with it. */
  PUBLIC_URL: baseUrl.default('http://localhost:3000'),
  DATABASE_URL: z.string().min(1),

  ZEEBE_GRPC_ADDRESS: z.string().default('grpc://127.0.0.1:26500'),
  ZEEBE_REST_ADDRESS: baseUrl.default('http://127.0.0.1:8080'),
  CAMUNDA_AUTH_STRATEGY: z.enum(['NONE', 'OAUTH', 'BASIC']).default('NONE'),
  TASKLIST_URL: baseUrl.default('http://localhost:8081/tasklist'),
  OPERATE_URL: baseUrl.default('http://localhost:8081/operate'),

  /** With it, events go through RabbitMQ; without it, they are delivered in process. */
  RABBITMQ_URL: z.string().optional(),

  SMTP_URL: z.string().default('smtp://127.0.0.1:4006'),
  MAIL_FROM: z.string().default('Countersign <countersign@countersign.localhost>'),
  SLACK_API_URL: z.url().default('https://slack.com/api/'),
  SLACK_BOT_TOKEN: secret,
  SLACK_SIGNING_SECRET: secret,

  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().default('countersign'),
  OIDC_CLIENT_SECRET: secret,
  SESSION_SECRET: secret,
  /** Signs the links in messages. */
  LINK_SECRET: secret,
  /** Secret part of the path of webhooks whose product cannot sign them. */
  INTAKE_SECRET: secret,

  ARENA_URL: baseUrl,
  ARENA_EMAIL: z.string(),
  ARENA_PASSWORD: secret,
  ARENA_WORKSPACE_ID: z.coerce.number().int(),
  /** Every poll costs quota: 10,000 calls a day by default (ARENA-HELP). */
  ARENA_POLL_SECONDS: z.coerce.number().positive().default(60),
  WINDCHILL_URL: baseUrl,
  WINDCHILL_USER: z.string(),
  WINDCHILL_PASSWORD: secret,
  /** Name of the product or library for change notices; not needed when the site has only one. */
  WINDCHILL_CONTAINER: z.string().optional(),
  ERPNEXT_URL: baseUrl,
  ERPNEXT_API_KEY: secret,
  ERPNEXT_API_SECRET: secret,
  ERPNEXT_WEBHOOK_SECRET: secret,
  /** A change names no supplier and no article of the ERP: orders are made with these, and purchasing completes them. */
  ERPNEXT_SUPPLIER: z.string().optional(),
  ERPNEXT_ITEM: z.string().optional(),
  /** How often open approvals are compared with their owning systems. */
  RECONCILE_SECONDS: z.coerce.number().positive().default(30),
});

export type Env = z.infer<typeof envSchema>;

/** Injection token of the parsed environment. */
export const ENV = Symbol('ENV');

/** Names what is wrong without printing any value: values may be secrets. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  // An empty string in a compose file or shell means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The settings are not complete. Correct these and start again:\n${problems.join('\n')}`);
}
