import type { Env } from '../config/env.js';

/** Arena's pages live on another host than its API (ARENA-HELP, get-started/api-format). */
const arenaPages: Readonly<Record<string, string>> = {
  'api.arenasolutions.com': 'https://app.bom.com',
  'api.arenagov.com': 'https://app.arenagov.com',
  'api.europe.arenaplm.com': 'https://app.europe.arenaplm.com',
  'api.arenaplm.cn': 'https://app.arenaplm.cn',
  'api.uk.arenaplm.com': 'https://app.uk.arenaplm.com',
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

type SystemUrls = Pick<Env, 'ARENA_URL' | 'WINDCHILL_URL' | 'ERPNEXT_URL'>;

/** Whether an address that an owning system gave leads to a configured owning system, and not to anywhere else. */
export function leadsToOwningSystem(env: SystemUrls, address: string): boolean {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  return allowedOrigins(env).has(originOf(url));
}

function allowedOrigins(env: SystemUrls): Set<string> {
  const configured = [env.ARENA_URL, env.WINDCHILL_URL, env.ERPNEXT_URL].map((url) => new URL(url));
  const pages = arenaPages[new URL(env.ARENA_URL).hostname];
  return new Set([...configured.map(originOf), ...(pages === undefined ? [] : [pages])]);
}

/** All names of this machine count as one: a browser says localhost where a setting says 127.0.0.1. */
function originOf(url: URL): string {
  return LOOPBACK.has(url.hostname) ? `${url.protocol}//loopback:${url.port}` : url.origin;
}
