import type { ApprovalView } from '../approvals/approval-view.js';
import { html, type Markup } from './html-page.js';
import type { Landing } from './landing.js';

const WAIT_SECONDS = 2;
/** A minute; then the person is told instead of waiting on. */
const MAX_WAITS = 30;

const inboxLink = (inbox: string): Markup => html`<p><a href="${inbox}">Open my inbox</a></p>`;

const page = (status: number, title: string, body: Markup): Landing => ({
  kind: 'page',
  status,
  page: { title, body },
});

export const unknownApproval = (inbox: string): Landing =>
  page(
    404,
    'There is no such approval',
    html`<p>The link names an approval that does not exist here. It may have been cut when it was copied.</p>
      ${inboxLink(inbox)}`,
  );

export const alteredLink = (inbox: string): Landing =>
  page(
    400,
    'This link is not complete',
    html`<p>Part of the link is missing or was changed on the way. Open the message again and use its link as it is.</p>
      ${inboxLink(inbox)}`,
  );

export const expiredLink = (inbox: string): Landing =>
  page(
    410,
    'This link has expired',
    html`<p>Links in messages work for 14 days. What still waits for you is in your inbox.</p>
      ${inboxLink(inbox)}`,
  );

export const foreignLink = (inbox: string, reader: string): Landing =>
  page(
    403,
    'This link was made for somebody else',
    html`<p>
        You are signed in as ${reader}, and the link is in a message to another person. What waits for you is in your
        inbox.
      </p>
      ${inboxLink(inbox)}`,
  );

/** The approval is no longer open, so there is nothing to do at the place that the link names. */
export function closedApproval(approval: ApprovalView, web: string): Landing {
  const { decision } = approval;
  const what =
    decision === null
      ? html`<p>${approval.id} was withdrawn, nothing is left to decide.</p>`
      : html`<p>
          ${decision.byName} ${decision.verdict} ${approval.id} on ${new Date(decision.at).toUTCString()}
          (${decision.via}).
        </p>`;
  return page(
    200,
    'This approval is closed',
    html`${what}
      <p><a href="${web}">See the change</a></p>`,
  );
}

/** `round` counts how often the page was loaded; it stops asking after a minute. */
export function waiting(where: string, round: number, self: (round: number) => string, web: string): Landing {
  const elsewhere = html`<p>You need not wait: <a href="${web}">decide in the web inbox</a>.</p>`;
  if (round >= MAX_WAITS) {
    return page(
      200,
      `Not in ${where} yet`,
      html`<p>${where} still does not show this approval.</p>
        ${elsewhere}`,
    );
  }
  return {
    kind: 'page',
    status: 200,
    page: {
      title: `Waiting for ${where}`,
      body: html`<p>
          The approval is open and will appear in ${where} in a few seconds. This page goes there by itself.
        </p>
        ${elsewhere}`,
      refresh: { seconds: WAIT_SECONDS, url: self(round + 1) },
    },
  };
}

export const untrustedAddress = (system: string, web: string): Landing =>
  page(
    200,
    `No link into ${system}`,
    html`<p>
        The address that ${system} gave for this approval does not belong to a configured system, so it is not followed.
      </p>
      <p><a href="${web}">Open it in the web inbox</a></p>`,
  );
