/** The flow's step that asks: the engine's keys make a repeated job the same call. */
export interface CallContext {
  readonly processInstanceKey: string;
  readonly elementInstanceKey: string;
}

/** Primary key of `integration_call`: `processInstanceKey:elementInstanceKey:operation`. */
export const callKey = (call: CallContext, operation: string): string =>
  `${call.processInstanceKey}:${call.elementInstanceKey}:${operation}`;
