import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { Html, html } from '../shared/html.ts';
import { page } from '../shared/page-layout.ts';
import { people, type Person } from '../shared/people.ts';

const PRODUCT = 'Identity provider';

const FILL_IN = new Html(`<script>
for (const button of document.querySelectorAll('button[data-login]')) {
  button.addEventListener('click', () => {
    document.querySelector('input[name=login]').value = button.dataset.login;
    document.querySelector('input[name=password]').value = button.dataset.password;
  });
}
</script>`);

/** The sign-in form with the list of the sample people; `hint` fills in the name. */
export function signInPage(
  action: string,
  shown: { readonly clientName: string; readonly hint?: string; readonly error?: string },
): string {
  const error = shown.error === undefined ? null : html`<p class="problem">${shown.error}</p>`;
  return page(
    PRODUCT,
    `Sign in to ${shown.clientName}`,
    html`${error}
      <form method="post" action="${action}">
        <label for="login">Name</label
        ><input id="login" name="login" value="${shown.hint ?? ''}" autocomplete="username" required autofocus />
        <label for="password">Password</label
        ><input id="password" name="password" type="password" autocomplete="current-password" required />
        <button type="submit">Sign in</button>
      </form>
      <h2>Sample people</h2>
      <p>A click fills in the form.</p>
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Who</th>
            <th>Groups</th>
          </tr>
        </thead>
        <tbody>
          ${people.map(personRow)}
        </tbody>
      </table>
      ${FILL_IN}`,
  );
}

function personRow(person: Person): Html {
  const belongsTo = person.groups.length > 0 ? person.groups : person.roles;
  return html`<tr>
    <td>
      <button type="button" data-login="${person.id}" data-password="${person.password}">${person.id}</button>
    </td>
    <td>${person.name}</td>
    <td>${belongsTo.join(', ')}</td>
  </tr>`;
}

/** A page with one message, for the ends of a sign-in. */
function messagePage(heading: string, message: string): string {
  return page(PRODUCT, heading, html`<section><p>${message}</p></section>`);
}

/** Shows an OAuth error in plain words. */
export async function renderError(context: KoaContextWithOIDC, out: ErrorOut): Promise<void> {
  context.type = 'html';
  const description = out.error_description ?? 'no further description';
  context.body = messagePage('Sign-in is not possible', `${out.error}: ${description}`);
}

/** The three pages of the device flow: enter the code, confirm it, done. The forms are the provider's. */
export const devicePages = {
  async userCodeInputSource(context: KoaContextWithOIDC, form: string, _out?: unknown, error?: Error) {
    const problem = error === undefined ? null : html`<p class="problem">This code is not valid. Try again.</p>`;
    context.body = page(
      PRODUCT,
      'Enter the code that the command line shows',
      html`${problem}${new Html(form)}<button type="submit" form="op.deviceInputForm">Continue</button>`,
    );
  },

  async userCodeConfirmSource(
    context: KoaContextWithOIDC,
    form: string,
    _client: unknown,
    _deviceInfo: unknown,
    userCode: string,
  ) {
    context.body = page(
      PRODUCT,
      'Is this the code that you see?',
      html`<section><code>${userCode}</code></section>
        ${new Html(form)}
        <button type="submit" form="op.deviceConfirmForm">Continue</button>
        <button class="danger" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">No, stop</button>`,
    );
  },

  async successSource(context: KoaContextWithOIDC) {
    context.body = messagePage('You are signed in', 'You can close this page and go back to the command line.');
  },
};

/** The pages of a sign-out that the platform started. */
export const signOutPages = {
  async logoutSource(context: KoaContextWithOIDC, form: string) {
    context.body = page(
      PRODUCT,
      'Sign out',
      html`${new Html(form)}<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
    );
  },

  async postLogoutSuccessSource(context: KoaContextWithOIDC) {
    context.body = messagePage('You are signed out', 'You can close this page.');
  },
};
