/** The page of a sign-in that did not work; a person looks at it, so it is no problem+json. Texts are ours alone. */
export function signInProblemPage(message: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign-in</title></head>
<body style="font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem">
<h1>You are not signed in</h1>
<p>${message}</p>
<p><a href="/auth/login">Sign in again</a></p>
</body>
</html>`;
}
