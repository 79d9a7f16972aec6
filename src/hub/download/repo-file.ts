/** A file of a dataset repo at one commit. */
export interface RepoFile {
  repo: string;
  /** 40 hexadecimal digits: what it names never changes. */
  commit: string;
  path: string;
  /** In bytes. */
  size: number;
  /** Of its bytes, in 64 hexadecimal digits; null where it is not known before. */
  sha256: string | null;
}
