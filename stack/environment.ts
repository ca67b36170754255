import { addressesOf } from './addresses.ts';
import { postgresUrl } from './engine/postgres.ts';
import type { StackHome } from './home.ts';
import type { StackSecrets } from './secrets.ts';
import type { StackSettings } from './settings.ts';

export type Environment = Readonly<Record<string, string>>;

const arena = { ARENA_EMAIL: 'integration@countersign.localhost', ARENA_WORKSPACE_ID: '100000001' };
const windchill = { WINDCHILL_USER: 'countersign' };

/** The settings (src/config/env.ts) of platform, workers, migrations and command line in the local stack. */
export function platformEnvironment(settings: StackSettings, secrets: StackSecrets): Environment {
  const { ports, host, rabbitMqUrl, logLevel } = settings;
  const urls = addressesOf(ports);
  return {
    NODE_ENV: 'development',
    HOST: host,
    PORT: String(ports.platform),
    WORKERS_PORT: String(ports.workers),
    PUBLIC_URL: urls.platform,
    DATABASE_URL: postgresUrl({ port: ports.postgres, password: secrets.POSTGRES_PASSWORD }),
    ZEEBE_GRPC_ADDRESS: urls.camundaGrpc,
    ZEEBE_REST_ADDRESS: urls.camundaRest,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    TASKLIST_URL: urls.tasklist,
    OPERATE_URL: urls.operate,
    ...(rabbitMqUrl === undefined ? {} : { RABBITMQ_URL: rabbitMqUrl }),
    SMTP_URL: urls.smtp,
    MAIL_FROM: 'Countersign <countersign@countersign.localhost>',
    SLACK_API_URL: `http://127.0.0.1:${ports.slack}/api/`,
    OIDC_ISSUER: urls.identityProvider,
    OIDC_CLIENT_ID: 'countersign',
    ARENA_URL: `http://127.0.0.1:${ports.arena}/v1`,
    ...arena,
    ARENA_POLL_SECONDS: '5',
    WINDCHILL_URL: `http://127.0.0.1:${ports.windchill}/Windchill/servlet/odata`,
    ...windchill,
    ERPNEXT_URL: `http://127.0.0.1:${ports.erpnext}`,
    RECONCILE_SECONDS: '10',
    LOG_LEVEL: logLevel ?? 'info',
    SLACK_BOT_TOKEN: secrets.SLACK_BOT_TOKEN,
    SLACK_SIGNING_SECRET: secrets.SLACK_SIGNING_SECRET,
    OIDC_CLIENT_SECRET: secrets.OIDC_CLIENT_SECRET,
    SESSION_SECRET: secrets.SESSION_SECRET,
    LINK_SECRET: secrets.LINK_SECRET,
    INTAKE_SECRET: secrets.INTAKE_SECRET,
    ARENA_PASSWORD: secrets.ARENA_PASSWORD,
    WINDCHILL_PASSWORD: secrets.WINDCHILL_PASSWORD,
    ERPNEXT_API_KEY: secrets.ERPNEXT_API_KEY,
    ERPNEXT_API_SECRET: secrets.ERPNEXT_API_SECRET,
    ERPNEXT_WEBHOOK_SECRET: secrets.ERPNEXT_WEBHOOK_SECRET,
  };
}

export type SimulatorName = 'arena' | 'windchill' | 'erpnext' | 'slack' | 'mailbox' | 'identity-provider';

/** The settings of each simulator; their states are files under the home folder. */
export function simulatorEnvironments(
  { ports }: StackSettings,
  secrets: StackSecrets,
  home: StackHome,
): Readonly<Record<SimulatorName, Environment>> {
  const platform = `http://127.0.0.1:${ports.platform}`;
  const intake = `${platform}/api/v1/intake`;
  const at = (port: number, state: string) => ({ HOST: '127.0.0.1', PORT: String(port), STATE_FILE: home.data(state) });
  return {
    arena: {
      ...at(ports.arena, 'arena.json'),
      ...arena,
      ARENA_PASSWORD: secrets.ARENA_PASSWORD,
      PLATFORM_WEBHOOK_URL: `${intake}/arena/${secrets.INTAKE_SECRET}`,
    },
    windchill: {
      ...at(ports.windchill, 'windchill.json'),
      ...windchill,
      WINDCHILL_PASSWORD: secrets.WINDCHILL_PASSWORD,
      PLATFORM_WEBHOOK_URL: `${intake}/windchill/${secrets.INTAKE_SECRET}`,
    },
    erpnext: {
      ...at(ports.erpnext, 'erpnext.json'),
      ERPNEXT_API_KEY: secrets.ERPNEXT_API_KEY,
      ERPNEXT_API_SECRET: secrets.ERPNEXT_API_SECRET,
      ERPNEXT_WEBHOOK_SECRET: secrets.ERPNEXT_WEBHOOK_SECRET,
      PLATFORM_WEBHOOK_URL: `${intake}/erpnext`,
    },
    slack: {
      ...at(ports.slack, 'slack.json'),
      SLACK_BOT_TOKEN: secrets.SLACK_BOT_TOKEN,
      SLACK_SIGNING_SECRET: secrets.SLACK_SIGNING_SECRET,
      SLACK_INTERACTIVITY_URL: `${platform}/api/v1/slack/interactions`,
    },
    mailbox: { ...at(ports.mailbox, 'mailbox.json'), SMTP_PORT: String(ports.smtp), STATE_DIR: home.data('mailbox') },
    'identity-provider': {
      ...at(ports.identityProvider, 'identity-provider.json'),
      ISSUER: `http://localhost:${ports.identityProvider}`,
      PUBLIC_URL: `http://localhost:${ports.platform}`,
      OIDC_CLIENT_SECRET: secrets.OIDC_CLIENT_SECRET,
      OIDC_MACHINE_CLIENT_SECRET: secrets.OIDC_MACHINE_CLIENT_SECRET,
    },
  };
}
