import { EnvHttpProxyAgent, fetch } from 'undici';

/** Where requests go through; '' for directly. */
export interface Proxies {
  httpProxy: string;
  httpsProxy: string;
  /** As NO_PROXY lists the hosts that are reached directly. */
  noProxy: string;
}

/** A fetch that goes through proxies: https in a tunnel, http as a forwarded request, for few proxies tunnel to port 80. */
export function createProxyFetch(proxies: Proxies): typeof globalThis.fetch {
  const dispatcher = new EnvHttpProxyAgent({ ...proxies, proxyTunnel: false });
  // The same standard twice: Node's types are taken from another version of undici.
  const sendThrough = (input: string, init: object): unknown => fetch(input, { ...init, dispatcher });
  return sendThrough as unknown as typeof globalThis.fetch;
}
