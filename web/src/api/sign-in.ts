/** Leaves for the sign-in page and comes back to where the person is now. Settles never: the page is being left. */
export function signIn(): Promise<never> {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/auth/login?returnTo=${encodeURIComponent(here)}`);
  return new Promise<never>(() => undefined);
}
