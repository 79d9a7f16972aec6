import { usageError } from '../errors.ts';
import { showText } from './request/show-url.ts';

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL leads to this very machine. */
export const isLoopback = (url: URL): boolean => loopback.test(url.hostname);

/**
 * Reads the address of a Hub.
 * @returns it without trailing slashes
 * @throws HfreuseError (exit 2) for what is no http(s) address, or holds a password, a query or a fragment
 */
export function parseEndpoint(text: string): string {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    const shown = showText(trimmed).replace(/\/\/[^/]*@/, '//');
    throw usageError(`no Hub address: ${shown}`, 'give one like https://huggingface.co');
  }
  if (url.username !== '' || url.password !== '') {
    throw usageError(`the Hub address ${url.host} must not hold a user name or a password`, 'use HF_TOKEN');
  }
  if (url.search !== '' || url.hash !== '') {
    throw usageError(`the Hub address ${url.host} must not hold a query or a fragment`);
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * Refuses to send a token where others can read it.
 * @throws HfreuseError (exit 2)
 */
export function checkTokenIsSafe(endpoint: string, token: string | null, insecureToken: boolean): void {
  const url = new URL(endpoint);
  if (token === null || insecureToken || url.protocol === 'https:' || isLoopback(url)) return;
  throw usageError(
    `the token would travel unencrypted to ${url.origin}`,
    'use https, unset HF_TOKEN, or insist with --insecure-token',
  );
}
