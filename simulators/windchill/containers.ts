/** The one product of this site; a new change notice names its context. */
export const CONTAINERS = [{ ID: 'OR:wt.pdmlink.PDMLinkProduct:109874', Name: 'Control Unit' }] as const;

/** True for `Containers('…')` of a container that exists. */
export const isContainer = (binding: string): boolean =>
  CONTAINERS.some(({ ID }) => decodeURIComponent(binding) === `Containers('${ID}')`);
