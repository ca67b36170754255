import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** The objects of a simulator, in memory and, when a file is given, on disk after every change. */
export interface StateStore<State> {
  readonly state: State;
  /** Call after every change. Written to a temporary file and renamed, so that a killed process leaves a whole file. */
  save(): void;
}

/**
 * Opens the state of a simulator.
 * @param file where it is kept; without it the state lives and dies with the process
 * @throws when the file exists and is not a valid state: starting empty would silently lose what is in it
 */
export function openStateStore<Schema extends z.ZodType>(
  schema: Schema,
  initial: () => z.infer<Schema>,
  file: string | undefined,
): StateStore<z.infer<Schema>> {
  const state = file === undefined ? initial() : readState(schema, initial, file);
  return {
    state,
    save() {
      if (file === undefined) return;
      writeFileSync(`${file}.tmp`, JSON.stringify(state));
      renameSync(`${file}.tmp`, file);
    },
  };
}

function readState<Schema extends z.ZodType>(
  schema: Schema,
  initial: () => z.infer<Schema>,
  file: string,
): z.infer<Schema> {
  mkdirSync(dirname(file), { recursive: true });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return initial();
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`The simulator's state in ${file} cannot be read. Delete the file to start empty.`, { cause });
  }
}
