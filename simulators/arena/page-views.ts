import { html, type Html } from '../shared/html.ts';
import { page, personSelect, select, state } from '../shared/page-layout.ts';
import { membersOf } from '../shared/people.ts';
import { userByGuid, type ArenaContext } from './arena-context.ts';
import type { Change } from './arena-state.ts';
import { qualitySection } from './quality-page-views.ts';
import { ATTRIBUTES, attributeNamed, CATEGORIES, ROUTINGS } from './workspace.ts';

const names = (things: readonly { name: string }[]): string[] => things.map(({ name }) => name);
const options = (attribute: string): readonly string[] => attributeNamed(attribute).possibleValues ?? [];

export function listPage(context: ArenaContext): string {
  const rows = [...context.store.state.changes].reverse().map(
    (change) =>
      html`<tr>
        <td><a href="/${change.viewId}">${change.number}</a></td>
        <td>${change.title}</td>
        <td>${state(change.lifecycleStatus)}</td>
        <td>${userByGuid(context, change.submitter ?? change.creator).fullName}</td>
      </tr>`,
  );
  return page(
    'Arena',
    'Changes',
    html`<table>
        <thead>
          <tr>
            <th>Number</th>
            <th>Title</th>
            <th>Status</th>
            <th>Submitter</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      ${createForm()}${qualitySection(context)}`,
  );
}

const createForm = (): Html =>
  html`<form method="post" action="/changes">
    <h2>New change</h2>
    ${personSelect('Creator', ['requester-1', 'requester-2'])}
    <label>Title<input name="title" required maxlength="200" /></label>
    <label>Description<textarea name="description"></textarea></label>
    <label>Reason<textarea name="reason"></textarea></label>
    ${select('category', 'Category', names(CATEGORIES))}${select('routing', 'Routing', [...names(ROUTINGS), 'none'])}
    ${select('type', 'Change type', options('Change Type'))}
    <label>Site<input name="site" required value="Hamburg" /></label>
    <label>Cost impact<input name="cost" type="number" min="0" step="0.01" value="0" required /></label>
    <label>Currency<input name="currency" value="EUR" pattern="[A-Z]{3}" required /></label>
    ${select('risk', 'Risk class', options('Risk Class'))}${select('supplier', 'Supplier impact', ['No', 'Yes'])}
    <label>Affected items, one number a line<textarea name="items"></textarea></label>
    <button name="then" value="submit">Create and submit for approval</button
    ><button name="then" value="save">Create only</button>
  </form>`;

export function changePage(context: ArenaContext, change: Change): string {
  const nameOf = (guid: string): string => userByGuid(context, guid).fullName;
  const category = CATEGORIES.find(({ guid }) => guid === change.category);
  const attributes = ATTRIBUTES.map(
    ({ guid, name }) =>
      html`<dt>${name}</dt>
        <dd>${change.additionalAttributes[guid] ?? '–'}</dd>`,
  );
  const history = change.history.map(
    (entry) =>
      html`<tr>
        <td>${entry.dateTime}</td>
        <td>${nameOf(entry.user)}</td>
        <td>${entry.action}</td>
        <td>${entry.comment}</td>
      </tr>`,
  );
  return page(
    'Arena',
    `${change.number} ${change.title}`,
    html` <p>${state(change.lifecycleStatus)}</p>
      <dl>
        <dt>Category</dt>
        <dd>${category?.name}</dd>
        <dt>Description</dt>
        <dd>${change.description ?? '–'}</dd>
        <dt>Creator</dt>
        <dd>${nameOf(change.creator)}</dd>
        <dt>Submitter</dt>
        <dd>${change.submitter === null ? '–' : nameOf(change.submitter)}</dd>
        ${attributes}
      </dl>
      ${votes(change, nameOf)}${actions(change)}
      <section>
        <h2>History</h2>
        <table>
          ${history}
        </table>
      </section>`,
  );
}

function votes(change: Change, nameOf: (guid: string) => string): Html {
  const rows = change.routings.map((routing) => {
    const name = ROUTINGS.find(({ guid }) => guid === routing)?.name;
    const vote = change.votes.find((candidate) => candidate.routing === routing);
    return html`<tr>
      <td>${name}</td>
      <td>${vote ? `${vote.decision} by ${nameOf(vote.user)} at ${vote.decisionDateTime}` : 'pending'}</td>
      <td>${vote?.comments}</td>
    </tr>`;
  });
  return html`<section>
    <h2>Decisions</h2>
    <table>
      ${rows}
    </table>
  </section>`;
}

function actions(change: Change): Html {
  if (change.lifecycleStatus === 'OPEN_AND_UNLOCKED' || change.lifecycleStatus === 'OPEN_AND_LOCKED') {
    return html`<form method="post" action="/${change.viewId}/submit">
      ${personSelect('Submit as', ['requester-1', 'requester-2'])}<button>Submit for approval</button>
    </form>`;
  }
  if (change.lifecycleStatus !== 'SUBMITTED_FOR_APPROVAL') return html``;
  const approvers = ROUTINGS.filter(({ guid }) => change.routings.includes(guid)).flatMap(({ group }) =>
    membersOf(group).map(({ id }) => id),
  );
  return html`<form method="post" action="/${change.viewId}/vote">
    <h2>Your decision</h2>
    ${personSelect('Decide as', approvers)}
    <label>Comment<textarea name="comments"></textarea></label>
    <button name="decision" value="APPROVED">Approve</button
    ><button class="danger" name="decision" value="REJECTED">Reject</button>
  </form>`;
}
