import { usageError } from '../../errors.ts';
import type { Io } from '../../io.ts';

/**
 * The fetch to use: Node's own, or undici's through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name (Node's
 * own ignores them before 24). A fetch that a test put in is left alone.
 * @throws HfreuseError (exit 2) for a proxy that is no address
 */
export async function proxiedFetch({ env, fetch }: Io): Promise<typeof globalThis.fetch> {
  const httpProxy = env.http_proxy || env.HTTP_PROXY;
  const httpsProxy = env.https_proxy || env.HTTPS_PROXY;
  if ((!httpProxy && !httpsProxy) || fetch !== globalThis.fetch) return fetch;
  const undici = await import('undici');
  const noProxy = env.no_proxy || env.NO_PROXY || '';
  for (const proxy of [httpProxy, httpsProxy]) {
    if (proxy && !URL.canParse(proxy)) throw usageError('HTTP_PROXY or HTTPS_PROXY holds no address');
  }
  const dispatcher = new undici.EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy });
  // The same standard twice: Node's types are taken from another version of undici.
  const through = (input: string, init: object): unknown => undici.fetch(input, { ...init, dispatcher });
  return through as unknown as typeof globalThis.fetch;
}
