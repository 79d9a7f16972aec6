import { HfreuseError } from '../../errors.ts';

/** Not one page of any listing could be read. */
export const toUnreachable = (endpoint: string, reason: string | null, kept?: string): HfreuseError =>
  new HfreuseError(`no page could be read from ${endpoint}: ${reason ?? 'no answer'}`, {
    hint: `check --endpoint and the network, then run the same command again${kept === undefined ? '' : `; ${kept}`}`,
  });
