/** Name of a drawn element; undefined when it has none. */
export function nameOfElement(element: unknown): string | undefined {
  const name = member(member(element, 'businessObject'), 'name');
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** Whether other elements are drawn inside this one, as in an expanded sub-process. */
export function hasDrawnContent(element: unknown): boolean {
  const children = member(element, 'children');
  return Array.isArray(children) && children.some((child: unknown) => member(child, 'type') !== 'label');
}

/** Process id that the clicked call activity calls, read from its `zeebe:calledElement`; undefined for other elements. */
export function calledProcessOf(event: unknown): string | undefined {
  const businessObject = member(member(event, 'element'), 'businessObject');
  const extensions = member(member(businessObject, 'extensionElements'), 'values');
  if (!Array.isArray(extensions)) return undefined;
  const called: unknown = extensions.find((each: unknown) => member(each, '$type') === 'zeebe:calledElement');
  const processId = member(called, 'processId');
  return typeof processId === 'string' ? processId : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
