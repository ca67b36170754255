import type { StackUrls } from './addresses.ts';

/** Addresses of a running stack: what a person's browser, or a test, needs to walk a change through it. */
export interface Stand {
  readonly publicUrl: string;
  readonly arenaUrl: string;
  readonly windchillUrl: string;
  readonly erpnextUrl: string;
  readonly slackUrl: string;
  readonly mailboxUrl: string;
  /** Base of Tasklist and Operate, such as http://localhost:8081. */
  readonly webAppsUrl: string;
  readonly camundaRestUrl: string;
}

export function standOf(urls: StackUrls): Stand {
  const { platform, arena, windchill, erpnext, slack, mailbox, webapps, camundaRest } = urls;
  return {
    publicUrl: platform,
    arenaUrl: arena,
    windchillUrl: windchill,
    erpnextUrl: erpnext,
    slackUrl: slack,
    mailboxUrl: mailbox,
    webAppsUrl: webapps,
    camundaRestUrl: camundaRest,
  };
}
