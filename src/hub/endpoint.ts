import { usageError } from '../errors.ts';
import { isLoopback } from './request/loopback.ts';
import { showText } from './request/show-url.ts';

/**
 * Reads the address of a Hub.
 * @returns it without trailing slashes
 * @throws HfreuseError (exit 2) for what is not an http(s) address, or holds a password, a query or a fragment
 */
export function parseEndpoint(text: string): string {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw usageError(`not a Hub address: ${showAddress(trimmed)}`, 'give one like https://huggingface.co');
  }
  if (url.username !== '' || url.password !== '') {
    throw usageError(`the Hub address ${url.host} must not hold a user name or a password`, 'use HF_TOKEN');
  }
  if (url.search !== '' || url.hash !== '') {
    throw usageError(`the Hub address ${url.host} must not hold a query or a fragment`);
  }
  return url.href.replace(/\/+$/, '');
}

/** Without what comes before an @: it may be a user name and a password, with a scheme or without. */
const showAddress = (text: string): string => showText(text.slice(text.lastIndexOf('@') + 1));

/**
 * Refuses to send a token where others can read it.
 * @throws HfreuseError (exit 2)
 */
export function checkTokenIsSafe(endpoint: string, token: string | null, insecureToken: boolean): void {
  const url = new URL(endpoint);
  if (token === null || insecureToken || url.protocol === 'https:' || isLoopback(url)) return;
  throw usageError(
    `the token would be sent unencrypted to ${url.origin}`,
    'use https, unset HF_TOKEN, or insist with --insecure-token',
  );
}
