export const oldestNode: number;
/** Path of a Node that is new enough; throws when there is none. */
export function findNode(root: string, running?: string): string;
