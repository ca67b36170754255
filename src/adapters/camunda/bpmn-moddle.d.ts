/** bpmn-moddle 10 types the BPMN elements, not its own reader. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<{
      readonly rootElement: Readonly<Record<string, unknown>>;
      readonly warnings: readonly Error[];
    }>;
  }
}
