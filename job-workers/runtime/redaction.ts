/** Makes text safe to show to operators and to keep: no secrets, one bounded line. */
export type Redact = (text: string) => string;

const CENSOR = '[secret]';
const SECRET_NAME = /SECRET|PASSWORD|TOKEN|API_KEY/;
/** What looks like a credential, wherever it came from: an authorization header, a user and password in a URL. */
const PATTERNS: readonly [RegExp, string][] = [
  [/\b(Bearer|Basic|token)\s+[\w.~+/=:-]{8,}/gi, `$1 ${CENSOR}`],
  [/(\w+:\/\/)[^\s/@]+:[^\s/@]+@/g, `$1${CENSOR}@`],
];

/** Knows the secrets among the settings: those that are named so, and the passwords inside URLs. */
export function redactionFor(settings: Readonly<Record<string, unknown>>): Redact {
  const secrets = Object.entries(settings)
    .flatMap(([name, value]) => (typeof value === 'string' ? secretsIn(name, value) : []))
    .filter((secret) => secret.length >= 6)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const named = secrets.reduce((rest, secret) => rest.replaceAll(secret, CENSOR), text);
    return PATTERNS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), named);
  };
}

function secretsIn(name: string, value: string): string[] {
  if (SECRET_NAME.test(name)) return [value];
  const password = URL.canParse(value) ? new URL(value).password : '';
  return password === '' ? [] : [password, decodeURIComponent(password)];
}
