import { html, type Html } from '../shared/html.ts';
import { page, personSelect, state } from '../shared/page-layout.ts';
import { membersOf } from '../shared/people.ts';
import { principalById, type WindchillContext } from './windchill-context.ts';
import { STATES, type ChangeNotice, type WorkItem } from './windchill-state.ts';

const link = (notice: ChangeNotice): string =>
  `/Windchill/app/#ptc1/tcomp/infoPage?oid=${encodeURIComponent(notice.id)}`;

const followFragment = html`<script>
  const follow = () => {
    const oid = new URLSearchParams(location.hash.split('?')[1]).get('oid');
    if (oid) location.replace('/Windchill/app/infoPage?oid=' + encodeURIComponent(oid));
  };
  addEventListener('hashchange', follow);
  follow();
</script>`;

export function listPage(context: WindchillContext): string {
  const rows = [...context.store.state.changeNotices].reverse().map(
    (notice) =>
      html`<tr>
        <td><a href="${link(notice)}">${notice.number}</a></td>
        <td>${notice.name}</td>
        <td>${state(STATES[notice.state])}</td>
        <td>${notice.site.CountersignChange}</td>
      </tr>`,
  );
  return page(
    'Windchill',
    'Change notices',
    html`${followFragment}
      <table>
        <thead>
          <tr>
            <th>Number</th>
            <th>Name</th>
            <th>State</th>
            <th>Countersign change</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      <form method="post" action="/Windchill/app/notices">
        <h2>New change notice</h2>
        ${personSelect('Creator', ['requester-1'])} <label>Name<input name="name" required /></label
        ><label>Description<textarea name="description"></textarea></label><button>Create</button>
      </form>`,
  );
}

export function noticePage(context: WindchillContext, notice: ChangeNotice): string {
  const items = context.store.state.workItems.filter(({ subject }) => subject === notice.id);
  const site = Object.entries(notice.site).map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${value ?? '–'}</dd>`,
  );
  return page(
    'Windchill',
    `${notice.number} ${notice.name}`,
    html`<p>${state(STATES[notice.state])}</p>
      <dl>
        <dt>Description</dt>
        <dd>${notice.description ?? '–'}</dd>
        <dt>Created by</dt>
        <dd>${principalById(context, notice.createdBy).fullName}</dd>
        <dt>Last modified</dt>
        <dd>${notice.lastModified} by ${principalById(context, notice.modifiedBy).fullName}</dd>
        ${site}
      </dl>
      <section>
        <h2>Tasks</h2>
        <table>
          ${items.map((item) => taskRow(context, item))}
        </table>
      </section>
      ${items.filter(({ status }) => status === 'POTENTIAL').map(completeForm)}${startReview(notice)}`,
  );
}

const taskRow = (context: WindchillContext, item: WorkItem): Html =>
  html`<tr>
    <td>Review Change Notice</td>
    <td>${item.status}</td>
    <td>
      ${item.completedBy === null ? `with ${principalById(context, item.owner).fullName}` : `${item.action ?? ''} by ${principalById(context, item.completedBy).fullName} at ${item.completedOn ?? ''}`}
    </td>
    <td>${item.comment}</td>
  </tr>`;

const completeForm = (item: WorkItem): Html =>
  html`<form method="post" action="/Windchill/app/complete">
    <h2>Review Change Notice</h2>
    ${personSelect(
      'Complete as',
      membersOf('engineering-approvers').map(({ id }) => id),
    )}<input type="hidden" name="item" value="${item.id}" />
    <label>Comment<textarea name="comment"></textarea></label>
    ${item.signingRequired ? html`<label>Sign with your password<input type="password" name="password" required /></label>` : html``}
    <button name="choice" value="Approve">Approve</button
    ><button class="danger" name="choice" value="Reject">Reject</button>
  </form>`;

const startReview = (notice: ChangeNotice): Html =>
  notice.state === 'OPEN' || notice.state === 'REWORK'
    ? html`<form method="post" action="/Windchill/app/review">
        ${personSelect('Start review as', ['requester-1'])}<input
          type="hidden"
          name="notice"
          value="${notice.id}"
        /><button>Start review</button>
      </form>`
    : html``;
