import { html, type Html } from '../shared/html.ts';
import { page, personSelect, select, state } from '../shared/page-layout.ts';
import { findPerson } from '../shared/people.ts';
import { userByGuid, type ArenaContext } from './arena-context.ts';
import type { QualityProcess, QualityStep } from './arena-state.ts';
import { currentStep, statusOf } from './quality-service.ts';
import { QUALITY_TEMPLATES } from './quality-templates.ts';

export function qualitySection(context: ArenaContext): Html {
  const rows = [...context.store.state.qualityProcesses].reverse().map(
    (process) =>
      html`<tr>
        <td><a href="/${process.viewId}">${process.number}</a></td>
        <td>${process.name}</td>
        <td>${state(statusOf(process))}</td>
        <td>${currentStep(process)?.name ?? '–'}</td>
      </tr>`,
  );
  return html`<h1>Quality processes</h1>
    <table>
      <thead>
        <tr>
          <th>Number</th>
          <th>Name</th>
          <th>Status</th>
          <th>Current step</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    <form method="post" action="/quality">
      <h2>New quality process</h2>
      ${personSelect('Owner', ['quality-1', 'quality-2'])}
      ${select(
        'template',
        'Template',
        QUALITY_TEMPLATES.map(({ name }) => name),
      )}<label>Name<input name="name" required /></label>
      <label>Description<textarea name="description"></textarea></label><button>Create</button>
    </form>`;
}

export function qualityPage(context: ArenaContext, process: QualityProcess): string {
  const current = currentStep(process);
  const rows = process.steps.map(
    (step) =>
      html`<tr>
        <td>${step.order}</td>
        <td>${step.name}</td>
        <td>${state(step.status)}</td>
        <td>${signOffs(context, step)}</td>
      </tr>`,
  );
  return page(
    'Arena',
    `${process.number} ${process.name}`,
    html`<p>${state(statusOf(process))}</p>
      <dl>
        <dt>Owner</dt>
        <dd>${userByGuid(context, process.owner).fullName}</dd>
        <dt>Description</dt>
        <dd>${process.description ?? '–'}</dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th></th>
            <th>Step</th>
            <th>Status</th>
            <th>Sign-off</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      ${current ? stepForm(context, process, current) : html``}`,
  );
}

/** Like the API, the page keeps approvals to itself until the step is complete. */
function signOffs(context: ArenaContext, step: QualityStep): Html {
  if (step.status === 'OPEN')
    return html`${step.decisions.filter(({ decision }) => decision !== null).length} of ${step.decisions.length} given`;
  return html`${step.decisions.map(({ user, decision, comments }) => html`<div>${userByGuid(context, user).fullName}: ${decision ?? 'not needed'} ${comments}</div>`)}`;
}

function stepForm(context: ArenaContext, process: QualityProcess, step: QualityStep): Html {
  const likely = step.assignees.flatMap((guid) => findPerson(userByGuid(context, guid).email)?.id ?? []);
  const buttons =
    step.type === 'SIGNOFF'
      ? html`<label>Comment<textarea name="comments"></textarea></label
          ><button name="decision" value="APPROVED">Approve</button
          ><button class="danger" name="decision" value="REJECTED">Reject</button>`
      : html`<button name="decision" value="COMPLETE">Complete step</button>`;
  return html`<form method="post" action="/${process.viewId}/step">
    <h2>${step.name}</h2>
    ${personSelect('Act as', likely)}${buttons}
  </form>`;
}
