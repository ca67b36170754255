import path from 'node:path';

/** The root of the repository. */
export const repositoryFolder = path.resolve(import.meta.dirname, '..');

/** Where downloaded engines live; shared by all stacks of this clone. `COUNTERSIGN_CACHE` moves it. */
export function cacheFolder(): string {
  return process.env.COUNTERSIGN_CACHE ?? path.join(repositoryFolder, '.countersign', 'cache');
}
