const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL leads to this very machine. */
export const isLoopback = (url: URL): boolean => loopback.test(url.hostname);
