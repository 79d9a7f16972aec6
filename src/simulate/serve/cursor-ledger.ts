/** Remembers which next links were issued, so that they can go stale. */
export class CursorLedger {
  readonly #issued = new Set<string>();
  readonly #staleStatus = new Map<string, number>();

  /** Path and query: hosts may differ between proxies. */
  static #key(url: URL): string {
    return `${url.pathname}${url.search}`;
  }

  /** A next link went out, which makes it fresh again. */
  issue(link: string | undefined): void {
    const href = link === undefined ? null : /<([^>]+)>/.exec(link)?.[1];
    if (href == null) return;
    const key = CursorLedger.#key(new URL(href));
    this.#issued.add(key);
    this.#staleStatus.delete(key);
  }

  /** Every cursor issued so far is answered with this status from now on. */
  expire(status: number): void {
    for (const key of this.#issued) this.#staleStatus.set(key, status);
    this.#issued.clear();
  }

  /** The status that a stale cursor gets; null for a fresh one. */
  statusOf(url: URL): number | null {
    return this.#staleStatus.get(CursorLedger.#key(url)) ?? null;
  }
}
