/** Reads a setting of a simulator; without a fallback the setting is required. */
export function setting(name: string, fallback?: string): string {
  const value = process.env[name] ?? fallback;
  if (value === undefined || value === '') {
    throw new Error(`The setting ${name} is missing; set it in the environment.`);
  }
  return value;
}

/** Reads an optional setting; an empty value counts as not set. */
export function optionalSetting(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

/** Reads a TCP port. 0 lets the operating system choose. */
export function portSetting(name: string, fallback: number): number {
  const text = setting(name, String(fallback));
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`The setting ${name} must be a port number, not "${text}".`);
  }
  return port;
}
