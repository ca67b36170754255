import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Approval, ChangeDetail } from '../../web/src/api/types.ts';
import { changeOf } from './fixture-data.ts';
import { diagramOf } from './fixture-diagram.ts';
import type { FixtureState } from './fixture-state.ts';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly location?: string;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const problem = (status: number, code: string, detail: string, members: object = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: code, status, code, detail, ...members },
});

/** The part of the platform's API that the page uses, answered from memory. */
export async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  state: FixtureState,
): Promise<void> {
  const method = request.method ?? 'GET';
  const body = method === 'POST' ? await jsonOf(request) : undefined;
  const csrf = request.headers['x-countersign-csrf'];
  state.requests.push({
    method,
    path: url.pathname + url.search,
    csrf: typeof csrf === 'string' ? csrf : undefined,
    body,
  });
  const { status, body: answer, location } = route(method, url, body, csrf, state);
  if (location !== undefined) response.setHeader('location', location);
  const isProblem = status >= 400;
  response.writeHead(status, { 'content-type': isProblem ? 'application/problem+json' : 'application/json' });
  response.end(answer === undefined ? undefined : JSON.stringify(answer));
}

function route(method: string, url: URL, body: unknown, csrf: unknown, state: FixtureState): Answer {
  const path = url.pathname;
  if (path === '/auth/login') return { status: 302, location: url.searchParams.get('returnTo') ?? '/' };
  if (method === 'POST' && csrf !== '1') return problem(403, 'FORGERY', 'The request did not come from the page.');
  if (path === '/auth/logout') {
    state.me = null;
    return ok({ signOutUrl: '/auth/login?returnTo=/changes' });
  }
  if (state.me === null) return problem(401, 'SIGN_IN', 'Sign in first.');
  if (state.broken.has(path)) return problem(503, 'UNAVAILABLE', 'Try again in a moment.');
  const [, , , collection = '', id = '', action = ''] = path.split('/');
  switch (`${method} ${collection}/${id === '' ? '' : id === 'summary' ? id : ':id'}/${action}`) {
    case 'GET me//':
      return ok(state.me);
    case 'GET approvals//':
      return ok(approvalPage(url.searchParams, state));
    case 'GET approvals/summary/':
      return ok(summary(url.searchParams, state));
    case 'POST approvals/:id/decision':
      return decision(id, body, state);
    case 'GET changes//':
      return ok(changePage(url.searchParams, state));
    case 'POST changes//':
      return create(url.searchParams, body, state);
    case 'GET changes/:id/':
      return whenKnown(id, state, (change) =>
        ok({ ...change, approvals: change.approvals.map((each) => state.view(each)) }),
      );
    case 'GET changes/:id/timeline':
      return ok({ items: state.timelines.get(id) ?? [] });
    case 'GET changes/:id/diagram':
      return whenKnown(id, state, (change) => ok(diagramOf(change)));
    case 'POST changes/:id/submit':
      return whenKnown(id, state, (change) => ok(Object.assign(change, { state: 'in_review', mayWithdraw: true })));
    case 'POST changes/:id/withdraw':
      return whenKnown(id, state, (change) => {
        Object.assign(change, {
          state: 'withdrawn',
          mayWithdraw: false,
          outcomeReason: textOf(body, 'reason'),
          closedAt: new Date().toISOString(),
        });
        return { status: 204 };
      });
    default:
      return problem(404, 'NOT_FOUND', `There is no ${path}.`);
  }
}

function whenKnown(id: string, state: FixtureState, answer: (change: ChangeDetail) => Answer): Answer {
  const change = state.change(id);
  return change === undefined ? problem(404, 'NOT_FOUND', `There is no change ${id}.`) : answer(change);
}

function scoped(query: URLSearchParams, state: FixtureState): Approval[] {
  const approvals = state.openApprovals().map((approval) => state.view(approval));
  const wanted = query.get('scope') === 'all' ? approvals : approvals.filter(({ mayDecide }) => mayDecide);
  return wanted.sort((one, other) => one.openedAt.localeCompare(other.openedAt));
}

function approvalPage(query: URLSearchParams, state: FixtureState) {
  const text = (query.get('q') ?? '').toLowerCase();
  const now = new Date().toISOString();
  const matching = scoped(query, state)
    .filter(({ domain }) => (query.get('domain') ?? domain) === domain)
    .filter(({ owningSystem }) => (query.get('owningSystem') ?? owningSystem) === owningSystem)
    .filter(({ dueAt }) => query.get('late') !== 'true' || dueAt < now)
    .filter(({ changeId, changeTitle }) => `${changeId} ${changeTitle}`.toLowerCase().includes(text));
  return pageOf(matching, query);
}

function summary(query: URLSearchParams, state: FixtureState) {
  const approvals = scoped(query, state);
  const now = new Date();
  const bySystem: Record<string, number> = {};
  for (const { owningSystem } of approvals) bySystem[owningSystem] = (bySystem[owningSystem] ?? 0) + 1;
  return {
    pending: approvals.length,
    dueToday: approvals.filter(({ dueAt }) => new Date(dueAt).toDateString() === now.toDateString()).length,
    late: approvals.filter(({ dueAt }) => new Date(dueAt) < now).length,
    oldestOpenedAt: approvals[0]?.openedAt ?? null,
    bySystem,
  };
}

function decision(id: string, body: unknown, state: FixtureState): Answer {
  const approval = state.approval(id);
  if (approval === undefined || state.me === null) return problem(404, 'NOT_FOUND', `There is no approval ${id}.`);
  if (approval.decision !== null) {
    return problem(409, 'ALREADY_DECIDED', 'Somebody was first.', { decision: approval.decision });
  }
  if (!state.view(approval).mayDecide)
    return problem(403, 'NOT_ELIGIBLE', 'Only members of quality-approvers can decide this approval.');
  const digest = textOf(body, 'contentDigest');
  if (digest !== approval.contentDigest) {
    return problem(
      409,
      'CONTENT_CHANGED',
      'The change is not the one that was shown. Read it again before you decide.',
    );
  }
  const verdict = textOf(body, 'decision') === 'approved' ? 'approved' : 'rejected';
  const taken = {
    verdict,
    by: state.me.id,
    byName: state.me.name,
    via: 'web',
    at: new Date().toISOString(),
    comment: textOf(body, 'comment'),
  } as const;
  state.decide(id, taken);
  return ok(taken);
}

function changePage(query: URLSearchParams, state: FixtureState) {
  const text = (query.get('q') ?? '').toLowerCase();
  const matching = state.changes
    .filter((change) => (query.get('state') ?? change.state) === change.state)
    .filter((change) => (query.get('type') ?? change.type) === change.type)
    .filter((change) => query.get('mine') !== 'true' || change.requester === state.me?.id)
    .filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(text))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  return pageOf(matching, query);
}

function create(query: URLSearchParams, body: unknown, state: FixtureState): Answer {
  const title = textOf(body, 'title');
  if (title.includes('refuse me')) {
    return problem(400, 'INVALID_INPUT', 'Correct the named fields and send it again.', {
      errors: [{ path: 'title', message: 'is refused by the fixture' }],
    });
  }
  const isDraft = query.get('draft') === 'true';
  const change = changeOf(900 + state.changes.length, {
    title,
    site: textOf(body, 'site'),
    state: isDraft ? 'draft' : 'in_review',
  });
  change.content = { ...change.content, ...(body as ChangeDetail['content']) };
  change.requester = state.me?.id ?? '';
  state.changes.push(change);
  return { status: 201, body: change };
}

function pageOf<Item>(items: readonly Item[], query: URLSearchParams) {
  const from = Number(query.get('cursor') ?? 0);
  const to = from + Number(query.get('limit') ?? 50);
  return { items: items.slice(from, to), nextCursor: to < items.length ? String(to) : null };
}

function textOf(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text === '' ? undefined : JSON.parse(text);
}
