import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';
import { z } from 'zod';
import type { ModelFile } from './models.ts';

const requireJson = createRequire(import.meta.url);
const zeebe: unknown = requireJson('zeebe-bpmn-moddle/resources/zeebe.json');

const reference = z.object({ id: z.string() }).optional();
const extension = z.looseObject({ $type: z.string(), type: z.string().optional(), formId: z.string().optional() });
const element = z.object({
  $type: z.string(),
  id: z.string(),
  documentation: z.array(z.object({ text: z.string() })).optional(),
  attachedToRef: reference,
  sourceRef: reference,
  targetRef: reference,
  eventDefinitions: z
    .array(z.object({ $type: z.string(), errorRef: z.object({ errorCode: z.string() }).optional() }))
    .optional(),
  extensionElements: z.object({ values: z.array(extension) }).optional(),
});

/** A flow node, artifact or sequence flow of a diagram, wherever it lies. */
export interface Element {
  readonly type: string;
  readonly id: string;
  readonly documentation: string;
  readonly jobType: string | undefined;
  readonly formId: string | undefined;
  readonly attachedTo: string | undefined;
  readonly source: string | undefined;
  readonly target: string | undefined;
  readonly errorCode: string | undefined;
  readonly isCompensation: boolean;
}

interface Scope {
  readonly flowElements?: readonly Scope[];
  readonly artifacts?: readonly Scope[];
}

/** All elements of a diagram, those in its sub-processes too. */
export async function elementsOf({ xml }: ModelFile): Promise<Element[]> {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(xml);
  const { rootElements } = rootElement as unknown as { readonly rootElements: readonly Scope[] };
  return rootElements.flatMap(inside).map((found) => described(element.parse(found)));
}

function inside(scope: Scope): Scope[] {
  const children = [...(scope.flowElements ?? []), ...(scope.artifacts ?? [])];
  return children.flatMap((child) => [child, ...inside(child)]);
}

function described(found: z.infer<typeof element>): Element {
  const extensions = found.extensionElements?.values ?? [];
  const definitions = found.eventDefinitions ?? [];
  return {
    type: found.$type,
    id: found.id,
    documentation: found.documentation?.[0]?.text ?? '',
    jobType: extensions.find(({ $type }) => $type === 'zeebe:TaskDefinition')?.type,
    formId: extensions.find(({ $type }) => $type === 'zeebe:FormDefinition')?.formId,
    attachedTo: found.attachedToRef?.id,
    source: found.sourceRef?.id,
    target: found.targetRef?.id,
    errorCode: definitions.find(({ errorRef }) => errorRef !== undefined)?.errorRef?.errorCode,
    isCompensation: definitions.some(({ $type }) => $type === 'bpmn:CompensateEventDefinition'),
  };
}
