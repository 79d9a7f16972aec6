declare const HFREUSE_VERSION: string | undefined;

/** The version in package.json; the build puts it in. */
export const version = typeof HFREUSE_VERSION === 'undefined' ? 'source' : HFREUSE_VERSION;
