import { readdir, readFile } from 'node:fs/promises';
import { createRequire, findPackageJSON } from 'node:module';
import path from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';

/** A place in a diagram that asks for a job. */
export interface JobUse {
  readonly jobType: string;
  readonly file: string;
  readonly elementId: string;
}

const requireJson = createRequire(import.meta.url);
const zeebeSchema: unknown = requireJson('zeebe-bpmn-moddle/resources/zeebe.json');

/** The elements below an extension that name a job type, with the attribute that holds it. */
const JOB_TYPE_HOLDERS: ReadonlySet<string> = new Set([
  'zeebe:TaskDefinition',
  'zeebe:ExecutionListener',
  'zeebe:TaskListener',
]);

/** Folder of the application's models: `bpmn`, `dmn` or `forms` beside package.json. */
export function modelFolder(kind: 'bpmn' | 'dmn' | 'forms'): string {
  const manifest = findPackageJSON('..', import.meta.url);
  if (manifest === undefined)
    throw new Error(`There is no package.json above ${import.meta.filename}, so ${kind}/ cannot be found.`);
  return path.join(path.dirname(manifest), kind);
}

/** All job types of the folder's diagrams: of tasks, events and listeners. Throws when a file is not readable BPMN. */
export async function readJobUses(folder = modelFolder('bpmn')): Promise<JobUse[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.bpmn')).sort();
  const uses = await Promise.all(
    files.map(async (file) => jobUsesOf(file, await readFile(path.join(folder, file), 'utf8'))),
  );
  return uses.flat();
}

/** The job types of one diagram. */
export async function jobUsesOf(file: string, xml: string): Promise<JobUse[]> {
  const moddle = new BpmnModdle({ zeebe: zeebeSchema });
  const { rootElement } = await moddle.fromXML(xml);
  const uses: JobUse[] = [];
  walk(rootElement, '', new Set(), (type, elementId) => uses.push({ jobType: type, file, elementId }));
  return uses;
}

type Element = Readonly<Record<string, unknown>>;

const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null && '$type' in value;

/** Visits the containment tree; references (`sourceRef`, `$parent` …) are not own enumerable or lead back to visited elements. */
function walk(
  element: Element,
  ownerId: string,
  seen: Set<Element>,
  found: (type: string, ownerId: string) => void,
): void {
  if (seen.has(element)) return;
  seen.add(element);
  const id = typeof element['id'] === 'string' ? element['id'] : ownerId;
  const type = element['type'];
  if (JOB_TYPE_HOLDERS.has(String(element['$type'])) && typeof type === 'string') found(type, ownerId);
  for (const value of Object.values(element)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isElement(child)) walk(child, id, seen, found);
  }
}
