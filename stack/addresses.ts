import type { StackPorts } from './settings.ts';

/** Where everything of the stack answers. Browsers come by `localhost`, processes by 127.0.0.1. */
export interface StackUrls {
  readonly platform: string;
  readonly tasklist: string;
  readonly operate: string;
  readonly webapps: string;
  readonly webappsManagement: string;
  readonly camundaRest: string;
  readonly camundaGrpc: string;
  readonly openSearch: string;
  readonly mailbox: string;
  readonly arena: string;
  readonly windchill: string;
  readonly erpnext: string;
  readonly slack: string;
  readonly identityProvider: string;
  readonly smtp: string;
  readonly workers: string;
}

export function addressesOf(ports: StackPorts): StackUrls {
  const browser = (port: number) => `http://localhost:${port}`;
  return {
    platform: browser(ports.platform),
    tasklist: `${browser(ports.webapps)}/tasklist`,
    operate: `${browser(ports.webapps)}/operate`,
    webapps: browser(ports.webapps),
    webappsManagement: `http://127.0.0.1:${ports.webappsManagement}`,
    camundaRest: `http://127.0.0.1:${ports.rest}`,
    camundaGrpc: `grpc://127.0.0.1:${ports.grpc}`,
    openSearch: `http://127.0.0.1:${ports.openSearch}`,
    mailbox: browser(ports.mailbox),
    arena: browser(ports.arena),
    windchill: browser(ports.windchill),
    erpnext: browser(ports.erpnext),
    slack: browser(ports.slack),
    identityProvider: browser(ports.identityProvider),
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    workers: `http://127.0.0.1:${ports.workers}`,
  };
}
