const LOOPBACK = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether a URL leads to this machine, so that what it carries crosses no network. */
export const isLoopback = (url: URL): boolean => LOOPBACK.test(url.hostname);
