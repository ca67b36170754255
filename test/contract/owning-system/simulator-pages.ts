/** Sends a form of a simulator's page, as a person's browser does. */
export async function postForm(url: string, fields: Record<string, string>): Promise<void> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  if (response.status !== 303) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}

/** `POST /_sim/<what>` of a simulator. */
export function controlOf(url: string): (what: 'switches' | 'clock', body: unknown) => Promise<void> {
  return async (what, body) => {
    const response = await fetch(`${url}/_sim/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${what} answered ${response.status}: ${await response.text()}`);
  };
}
