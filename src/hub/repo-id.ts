const part = /^[A-Za-z0-9._-]+$/;

/** Whether a text can be a repo id: `name` or `owner/name` of ASCII letters, digits, `-`, `_`, `.`; no part `.` or `..`. */
export function isRepoId(name: string): boolean {
  const parts = name.split('/');
  return parts.length <= 2 && parts.every((text) => part.test(text) && text !== '.' && text !== '..');
}
