import type { Request } from 'express';
import { badRequest } from './odata-error.ts';
import { parseFilter, propertyAt } from './odata-filter.ts';

type Entity = Record<string, unknown>;

/** What a collection can expand: name of the navigation, and how to read it. */
export type Navigations<Source> = Readonly<Record<string, (source: Source) => unknown>>;

const DEFAULT_PAGE = 25;
const SERVER_MAX_PAGE = 2000;
const KNOWN_OPTIONS = new Set(['$filter', '$select', '$expand', '$top', '$skip', '$count', '$orderby', '$skiptoken']);

/** Answers a collection: filter, order, count, server-driven paging with `@odata.nextLink`, expand and select. */
export function queryCollection<Source>(
  request: Request,
  name: string,
  sources: readonly Source[],
  view: (source: Source) => Entity,
  navigations: Navigations<Source> = {},
): Entity {
  refuseUnknownOptions(request);
  const expanded = sources.map((source) => ({
    ...view(source),
    ...expand(source, option(request, '$expand'), navigations),
  }));
  const filter = option(request, '$filter');
  const hits = ordered(
    filter === undefined ? expanded : expanded.filter(parseFilter(filter)),
    option(request, '$orderby'),
  );
  const windowed = window(hits, wholeNumber(request, '$skip'), wholeNumber(request, '$top'));
  const offset = wholeNumber(request, '$skiptoken') ?? 0;
  const size = pageSize(request);
  const page = windowed.slice(offset, offset + size).map((entity) => selected(entity, option(request, '$select')));
  return {
    '@odata.context': contextUrl(request, name),
    ...(option(request, '$count') === 'true' ? { '@odata.count': hits.length } : {}),
    value: page,
    ...(offset + size < windowed.length ? { '@odata.nextLink': nextLink(request, offset + size) } : {}),
  };
}

/** Answers one entity, with expand and select. */
export function queryEntity<Source>(
  request: Request,
  name: string,
  source: Source,
  view: (source: Source) => Entity,
  navigations: Navigations<Source> = {},
): Entity {
  const entity = { ...view(source), ...expand(source, option(request, '$expand'), navigations) };
  return { '@odata.context': `${contextUrl(request, name)}/$entity`, ...selected(entity, option(request, '$select')) };
}

function option(request: Request, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === 'string' ? value : undefined;
}

function wholeNumber(request: Request, name: string): number | undefined {
  const text = option(request, name);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`The query option ${name} must be a whole number.`);
  return Number(text);
}

function refuseUnknownOptions(request: Request): void {
  const unknown = Object.keys(request.query).find((name) => name.startsWith('$') && !KNOWN_OPTIONS.has(name));
  if (unknown) throw badRequest(`The query option ${unknown} is not supported.`);
}

function expand<Source>(source: Source, names: string | undefined, navigations: Navigations<Source>): Entity {
  if (names === undefined) return {};
  return Object.fromEntries(
    names.split(',').map((raw) => {
      const name = raw.trim();
      const read = navigations[name];
      if (!read) throw badRequest(`The navigation property '${name}' does not exist.`);
      return [name, read(source)];
    }),
  );
}

function ordered(entities: Entity[], orderBy: string | undefined): Entity[] {
  if (orderBy === undefined) return entities;
  const [path = '', direction = 'asc'] = orderBy.trim().split(/\s+/);
  const sign = direction === 'desc' ? -1 : 1;
  return entities.sort((a, b) => sign * String(propertyAt(a, path)).localeCompare(String(propertyAt(b, path))));
}

const window = (entities: Entity[], skip = 0, top = Number.MAX_SAFE_INTEGER): Entity[] =>
  entities.slice(skip, skip + top);

function pageSize(request: Request): number {
  const preferred = /odata\.maxpagesize=(\d+)/.exec(request.get('prefer') ?? '')?.[1];
  return preferred === undefined ? DEFAULT_PAGE : Math.min(Math.max(Number(preferred), 1), SERVER_MAX_PAGE);
}

function selected(entity: Entity, names: string | undefined): Entity {
  if (names === undefined) return entity;
  const wanted = new Set(names.split(',').map((name) => name.trim()));
  return Object.fromEntries(Object.entries(entity).filter(([name]) => wanted.has(name)));
}

const origin = (request: Request): string => `${request.protocol}://${request.get('host') ?? ''}`;
const contextUrl = (request: Request, name: string): string => `${origin(request)}${request.baseUrl}/$metadata#${name}`;

function nextLink(request: Request, skipToken: number): string {
  const url = new URL(request.originalUrl, origin(request));
  url.searchParams.set('$skiptoken', String(skipToken));
  return url.href;
}
