/** Where a name was met, for a message that leads to it. */
export interface JobTypeUse {
  readonly jobType: string;
  readonly where: string;
}

/**
 * Why diagrams, contracts and handlers do not match one to one; empty when they do.
 * A job type without handler would stop a flow for ever, and two handlers would take each other's jobs.
 */
export function jobTypeProblems(found: {
  readonly diagrams: readonly JobTypeUse[];
  readonly contracts: readonly JobTypeUse[];
  readonly handlers: readonly JobTypeUse[];
}): string[] {
  const diagrams = placesByType(found.diagrams);
  const contracts = placesByType(found.contracts);
  const handlers = placesByType(found.handlers);
  const types = [...new Set([...contracts.keys(), ...handlers.keys(), ...diagrams.keys()])].sort();
  return types.flatMap((type) => {
    const inDiagrams = diagrams.get(type) ?? [];
    const inContracts = contracts.get(type) ?? [];
    const inHandlers = handlers.get(type) ?? [];
    return [
      ...(inContracts.length === 0
        ? [`${type}: no contract, but used in ${[...inDiagrams, ...inHandlers].join(', ')}`]
        : []),
      ...(inContracts.length > 1 ? [`${type}: ${inContracts.length} contracts (${inContracts.join(', ')})`] : []),
      ...(inHandlers.length === 0 ? [`${type}: no handler`] : []),
      ...(inHandlers.length > 1 ? [`${type}: ${inHandlers.length} handlers (${inHandlers.join(', ')})`] : []),
      ...(inDiagrams.length === 0 ? [`${type}: in no diagram`] : []),
    ];
  });
}

function placesByType(uses: readonly JobTypeUse[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { jobType, where } of uses) places.set(jobType, [...(places.get(jobType) ?? []), where]);
  return places;
}
