/** Why the installed packages are not those of package-lock.json, or undefined when they are. */
export function staleReason(root: string): string | undefined;
/** Installs the packages of package-lock.json when they are missing or stale. */
export function ensureDependencies(root: string): Promise<void>;
