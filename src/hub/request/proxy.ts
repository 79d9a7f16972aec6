import { usageError } from '../../errors.ts';
import type { World } from '../../io.ts';
import { isLoopback } from './loopback.ts';

/**
 * The fetch to use: Node's own, or undici's through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name (Node's
 * own ignores them before 24). This machine is always reached directly: a proxy elsewhere cannot. A fetch that a test
 * put in is left alone.
 * @throws HfreuseError (exit 2) for a proxy that is not an address
 */
export async function chooseFetch({ env, fetch }: World): Promise<typeof globalThis.fetch> {
  const httpProxy = parseProxy('HTTP_PROXY', env.http_proxy || env.HTTP_PROXY);
  const httpsProxy = parseProxy('HTTPS_PROXY', env.https_proxy || env.HTTPS_PROXY);
  if ((httpProxy === '' && httpsProxy === '') || fetch !== globalThis.fetch) return fetch;
  // A module of ours, not the package: in the bundle a CommonJS package that is imported lazily has no names.
  const { createProxyFetch } = await import('./proxy-fetch.ts');
  const through = createProxyFetch({ httpProxy, httpsProxy, noProxy: env.no_proxy || env.NO_PROXY || '' });
  return (input, init) => (isLoopback(toUrl(input)) ? fetch(input, init) : through(input, init));
}

const toUrl = (input: Parameters<typeof globalThis.fetch>[0]): URL =>
  new URL(input instanceof Request ? input.url : String(input));

/**
 * Reads the address of a proxy as curl does: without a scheme it is http, and a `%` that begins no escape is a letter.
 * @returns '' for none
 * @throws HfreuseError (exit 2), without the address: it may hold a password
 */
function parseProxy(name: string, text = ''): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw usageError(`${name} does not hold the address of an HTTP proxy`, `give one like ${example}`);
  }
  url.username = escapeStray(url.username);
  url.password = escapeStray(url.password);
  try {
    decodeURIComponent(`${url.username}:${url.password}`);
  } catch {
    throw usageError(
      `the user name or password in ${name} cannot be read`,
      'write % as %25 and percent-encode other special characters as UTF-8',
    );
  }
  return url.href;
}

const example = 'http://proxy.example:3128';

const escapeStray = (text: string): string => text.replace(/%(?![0-9a-f]{2})/gi, '%25');
