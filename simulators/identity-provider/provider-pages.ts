import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { escapeHtml, htmlPage } from '../html.ts';
import { samplePeople, type SamplePerson } from '../people.ts';

const TITLE = 'Identity provider';

/** The sign-in form with the list of the sample people; `hint` fills in the name. */
export function signInPage(
  action: string,
  shown: { readonly clientName: string; readonly hint?: string; readonly error?: string },
): string {
  const error = shown.error === undefined ? '' : `<p class="error">${escapeHtml(shown.error)}</p>`;
  return htmlPage(
    TITLE,
    `<form class="card" method="post" action="${escapeHtml(action)}">
<h1>Sign in to ${escapeHtml(shown.clientName)}</h1>
${error}
<p><label>Name<br><input name="login" value="${escapeHtml(shown.hint ?? '')}" autocomplete="username" required autofocus></label></p>
<p><label>Password<br><input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button type="submit">Sign in</button></p>
</form>
<section class="card">
<h2>Sample people</h2>
<p class="muted">A click fills in the form.</p>
<table><thead><tr><th>Name</th><th>Who</th><th>Groups</th></tr></thead><tbody>
${samplePeople.map(personRow).join('\n')}
</tbody></table>
</section>
<script>
for (const button of document.querySelectorAll('button[data-login]')) {
  button.addEventListener('click', () => {
    document.querySelector('input[name=login]').value = button.dataset.login;
    document.querySelector('input[name=password]').value = button.dataset.password;
  });
}
</script>`,
  );
}

function personRow(person: SamplePerson): string {
  const id = escapeHtml(person.id);
  const role = person.groups.length > 0 ? person.groups : person.roles;
  return `<tr><td><button type="button" class="plain" data-login="${id}" data-password="${escapeHtml(person.password)}">${id}</button></td><td>${escapeHtml(person.name)}</td><td>${escapeHtml(role.join(', '))}</td></tr>`;
}

/** A page with one message, for the ends of a sign-in. */
export function messagePage(heading: string, message: string): string {
  return htmlPage(
    TITLE,
    `<div class="card"><h1>${escapeHtml(heading)}</h1><p>${escapeHtml(message)}</p></div>`,
  );
}

/** Shows an OAuth error in plain words. */
export async function renderError(context: KoaContextWithOIDC, out: ErrorOut): Promise<void> {
  context.type = 'html';
  context.body = messagePage(
    'Sign-in is not possible',
    `${out.error}: ${out.error_description ?? 'no further description'}`,
  );
}

/** The three pages of the device flow: enter the code, confirm it, done. */
export const devicePages = {
  async userCodeInputSource(
    context: KoaContextWithOIDC,
    form: string,
    _out?: unknown,
    error?: Error,
  ) {
    const problem =
      error === undefined ? '' : '<p class="error">This code is not valid. Try again.</p>';
    context.body = htmlPage(
      TITLE,
      `<div class="card"><h1>Enter the code that the command line shows</h1>${problem}${form}
<p><button type="submit" form="op.deviceInputForm">Continue</button></p></div>`,
    );
  },
  async userCodeConfirmSource(
    context: KoaContextWithOIDC,
    form: string,
    _client: unknown,
    _deviceInfo: unknown,
    userCode: string,
  ) {
    context.body = htmlPage(
      TITLE,
      `<div class="card"><h1>Is this the code that you see?</h1><p><code>${escapeHtml(userCode)}</code></p>${form}
<p><button type="submit" form="op.deviceConfirmForm">Continue</button>
<button class="plain" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">No, stop</button></p></div>`,
    );
  },
  async successSource(context: KoaContextWithOIDC) {
    context.body = messagePage(
      'You are signed in',
      'You can close this page and go back to the command line.',
    );
  },
};

/** The pages of a sign-out that the platform started. */
export const signOutPages = {
  async logoutSource(context: KoaContextWithOIDC, form: string) {
    context.body = htmlPage(
      TITLE,
      `<div class="card"><h1>Sign out</h1>${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button class="plain" type="submit" form="op.logoutForm">Stay signed in</button></p></div>`,
    );
  },
  async postLogoutSuccessSource(context: KoaContextWithOIDC) {
    context.body = messagePage('You are signed out', 'You can close this page.');
  },
};
