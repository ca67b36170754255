import path from 'node:path';
import type { StackUrls } from './addresses.ts';
import { brokerProcess, isBrokerReady } from './engine/broker.ts';
import { isOpenSearchReady, openSearchProcess } from './engine/opensearch.ts';
import { isPostgresReady, postgresProcess } from './engine/postgres.ts';
import { areWebappsReady, webappsProcess } from './engine/webapps.ts';
import { simulatorEnvironments, type Environment, type SimulatorName } from './environment.ts';
import { repositoryFolder } from './folders.ts';
import type { StackHome } from './home.ts';
import type { ProcessSpec } from './process/managed-process.ts';
import { answersOk, isAnswering } from './process/wait-until-ready.ts';
import type { StackSecrets } from './secrets.ts';
import type { Service, ServiceName } from './service.ts';
import type { StackSettings } from './settings.ts';

export interface StackContext {
  readonly settings: StackSettings;
  readonly home: StackHome;
  readonly secrets: StackSecrets;
  readonly urls: StackUrls;
  /** Of platform and workers. */
  readonly env: Environment;
}

/** Every child of the stack: how to run it and how to know that it is ready. */
export function stackServices(context: StackContext): readonly Service[] {
  return [
    ...engineServices(context),
    ...simulatorServices(context),
    nodeService(context, 'platform', 'dist/src/main.js', context.env, () =>
      answersOk(`${context.urls.platform}/health`),
    ),
    nodeService(context, 'workers', 'dist/job-workers/main.js', context.env, () =>
      answersOk(`${context.urls.workers}/health`),
    ),
  ];
}

function engineServices({ settings: { ports, controlledClock }, home, secrets, urls }: StackContext): Service[] {
  const files = (name: ServiceName) => ({ logFile: home.log(name), pidFile: home.pid(name) });
  const postgres = { dataDir: home.data('postgres'), port: ports.postgres, password: secrets.POSTGRES_PASSWORD };
  return [
    {
      name: 'postgres',
      spec: () => postgresProcess({ ...postgres, ...files('postgres') }),
      isReady: () => isPostgresReady(postgres),
      readyWithinMs: 60_000,
    },
    {
      name: 'opensearch',
      spec: () =>
        openSearchProcess({
          dataDir: home.data('opensearch'),
          port: ports.openSearch,
          transportPort: ports.openSearchTransport,
          ...files('opensearch'),
        }),
      isReady: () => isOpenSearchReady(urls.openSearch),
      readyWithinMs: 180_000,
    },
    {
      name: 'broker',
      spec: () =>
        brokerProcess({
          dataDir: home.data('broker'),
          ports,
          controlledClock,
          openSearchUrl: urls.openSearch,
          ...files('broker'),
        }),
      isReady: () => isBrokerReady(urls.camundaRest),
      readyWithinMs: 300_000,
    },
    {
      name: 'webapps',
      spec: () =>
        webappsProcess({
          folder: home.data('webapps'),
          port: ports.webapps,
          managementPort: ports.webappsManagement,
          clusterPort: ports.webappsCluster,
          openSearchUrl: urls.openSearch,
          gatewayAddress: `127.0.0.1:${ports.grpc}`,
          restAddress: urls.camundaRest,
          ...files('webapps'),
        }),
      isReady: () => areWebappsReady(urls.webappsManagement),
      readyWithinMs: 420_000,
    },
  ];
}

function simulatorServices(context: StackContext): Service[] {
  const { settings, secrets, home, urls } = context;
  const environments = simulatorEnvironments(settings, secrets, home);
  const simulator = (name: SimulatorName, url: string) =>
    nodeService(context, name, `simulators/${name}/main.ts`, environments[name], () => isAnswering(url));
  return [
    simulator('arena', urls.arena),
    simulator('windchill', urls.windchill),
    simulator('erpnext', urls.erpnext),
    simulator('slack', urls.slack),
    simulator('mailbox', urls.mailbox),
    simulator('identity-provider', `${urls.identityProvider}/.well-known/openid-configuration`),
  ];
}

function nodeService(
  { home }: StackContext,
  name: ServiceName,
  script: string,
  env: Environment,
  isReady: () => Promise<boolean>,
): Service {
  const spec = (): ProcessSpec => ({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', path.join(repositoryFolder, script)],
    cwd: repositoryFolder,
    env: { ...inheritedEnvironment(), ...env },
    logFile: home.log(name),
    pidFile: home.pid(name),
    // Workers let running jobs finish, the platform its requests.
    stopGraceMs: 30_000,
  });
  return { name, spec: () => Promise.resolve(spec()), isReady, readyWithinMs: 120_000 };
}

/** Not the whole environment: a DATABASE_URL or NODE_ENV of the shell must not reach a child by accident. */
function inheritedEnvironment(): Environment {
  const names = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
