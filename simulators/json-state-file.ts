import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const WRITE_DELAY_MS = 50;

/** State of a simulator that outlives a restart. Without a path it lives in memory only. */
export interface JsonStateFile<State> {
  readonly state: State;
  /** Tells that `state` was changed; changes close together are written at once. */
  changed(): void;
  /** Writes what is still pending. */
  flush(): void;
}

/** Opens the state kept at `path`, or starts with `initial()` when there is none yet. */
export function openJsonStateFile<State>(
  path: string | undefined,
  initial: () => State,
): JsonStateFile<State> {
  const state =
    path !== undefined && existsSync(path)
      ? (JSON.parse(readFileSync(path, 'utf8')) as State)
      : initial();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (path !== undefined) {
      writeWhole(path, JSON.stringify(state));
    }
  }

  return {
    state,
    flush,
    changed() {
      if (path !== undefined) {
        timer ??= setTimeout(flush, WRITE_DELAY_MS);
      }
    },
  };
}

/** A rename is atomic: a crash in the middle of writing leaves the earlier file whole. */
function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, path);
}
