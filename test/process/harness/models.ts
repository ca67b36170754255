import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../../..');

export interface ModelFile {
  /** File name without folder; the ending tells the kind. */
  readonly name: string;
  readonly xml: string;
}

/** The deployable files of one kind, as they are in the repository. */
export function readModels(pattern: 'bpmn/*.bpmn' | 'dmn/*.dmn' | 'forms/*.form'): ModelFile[] {
  return globSync(pattern, { cwd: root })
    .toSorted()
    .map((file) => ({ name: path.basename(file), xml: readFileSync(path.join(root, file), 'utf8') }));
}

export function readFixture(name: string): ModelFile {
  return { name, xml: readFileSync(path.join(import.meta.dirname, '../fixtures', name), 'utf8') };
}

/** Job type by which a diagram tells that it reached an end. */
export const endReached = 'test.end-reached';

/** The same diagram, with a listener on each end event: an engine tells nobody else where an instance ended. */
export function withObservedEnds({ name, xml }: ModelFile): ModelFile {
  const listener =
    '<bpmn:extensionElements><zeebe:executionListeners>' +
    `<zeebe:executionListener eventType="start" type="${endReached}" />` +
    '</zeebe:executionListeners></bpmn:extensionElements>';
  const head = /<bpmn:endEvent [^>]*[^/]>\s*(?:<bpmn:documentation>[^<]*<\/bpmn:documentation>\s*)?/g;
  return { name, xml: xml.replaceAll(head, (found) => found + listener) };
}

/** Suffix of the process ids of `withTasksAsJobs`. */
export const byJob = '-by-job';

/** The same diagram under another id, with its user tasks carried out as jobs, for engines without the REST API. */
export function withTasksAsJobs({ name, xml }: ModelFile): ModelFile {
  const id = path.basename(name, '.bpmn');
  return {
    name: `${id}${byJob}.bpmn`,
    xml: xml
      .replaceAll('<zeebe:userTask />', '')
      .replace(`<bpmn:process id="${id}"`, `<bpmn:process id="${id}${byJob}"`)
      .replace(`bpmnElement="${id}"`, `bpmnElement="${id}${byJob}"`),
  };
}

/** `process id/element id` of every task and every end event of a diagram. */
export function stepsAndEnds({ name, xml }: ModelFile): string[] {
  const found = xml.matchAll(/<bpmn:(?:serviceTask|businessRuleTask|userTask|endEvent) id="([^"]+)"/g);
  return [...found].map(([, id]) => `${path.basename(name, '.bpmn')}/${id}`);
}

/** The rule ids that a table answers, in its order. */
export const ruleIds =
  (decisionId: string) =>
  ({ xml }: ModelFile): string[] => {
    if (!xml.includes(`<decision id="${decisionId}"`)) return [];
    return [...xml.matchAll(/-ruleId-out">\s*<text>"([^"]+)"<\/text>/g)].map(([, id]) => String(id));
  };
