/**
 * The search of the address as it is now. The router's own may be one rendering old, and two filters that are set in
 * quick succession would lose the first.
 */
export const currentSearch = (): URLSearchParams => new URLSearchParams(window.location.search);
