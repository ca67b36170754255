import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { camundaHome } from './camunda-distribution.ts';
import { findJdk } from './jdk.ts';

const run = promisify(execFile);
const mapping = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ type: z.string().optional(), format: z.string().optional() })),
});

type Mapping = z.infer<typeof mapping>;

/**
 * Works around a defect of Tasklist 8.6.0: its task index accepts only dates with milliseconds, but the importer leaves
 * them out when they are zero; about one task in a thousand then blocks the import for ever. A template of higher
 * priority than Tasklist's own makes the index accept both. Must be there before Tasklist creates the index.
 */
export async function putTasklistIndexTemplate(openSearchUrl: string): Promise<void> {
  const name = 'tasklist-list-view-8.6.0_';
  const template = {
    index_patterns: [`${name}*`],
    priority: 500,
    template: {
      settings: { index: { number_of_shards: 1, number_of_replicas: 0 } },
      aliases: { [`${name}alias`]: {} },
      mappings: acceptDatesWithoutMilliseconds(await ownMapping()),
    },
  };
  const response = await fetch(`${openSearchUrl}/_index_template/countersign-tasklist-list-view`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(template),
  });
  if (!response.ok) throw new Error(`OpenSearch refused Tasklist's index template: ${await response.text()}`);
}

function acceptDatesWithoutMilliseconds(own: Mapping): Mapping {
  const format = 'date_time || strict_date_optional_time || epoch_millis';
  const fields = Object.entries(own.properties);
  const dates = fields
    .filter(([, { type }]) => type === 'date')
    .map(([name, field]) => [name, { ...field, format }] as const);
  return { ...own, properties: { ...own.properties, ...Object.fromEntries(dates) } };
}

/** Taken from the distribution itself, so that it stays right whatever the version. */
async function ownMapping(): Promise<Mapping> {
  const [home, jdk] = await Promise.all([camundaHome(), findJdk()]);
  const entry = 'schema/os/create/template/tasklist-list-view.json';
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-'));
  try {
    await run(
      path.join(jdk.home, 'bin', 'jar'),
      ['xf', path.join(home, 'lib', 'tasklist-els-schema-8.6.0.jar'), entry],
      {
        cwd: folder,
      },
    );
    return mapping.parse(JSON.parse(readFileSync(path.join(folder, entry), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
