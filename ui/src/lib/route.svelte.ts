// SPDX-License-Identifier: Apache-2.0
// What is on the page is in the address, so that every view can be bookmarked and sent.

/** The path and the query of the address, kept in step with the browser's history. */
class Route {
  path = $state(location.pathname);
  query = $state(new URLSearchParams(location.search));

  constructor() {
    addEventListener('popstate', () => this.#read());
  }

  get(name: string): string | undefined {
    return this.query.get(name) ?? undefined;
  }

  /** A number in the query that is whole and not negative. */
  whole(name: string): number | undefined {
    const text = this.query.get(name);
    return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  }

  /** The address of this page with some of its query changed; undefined removes. */
  with(changes: Record<string, string | number | undefined>): string {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') query.delete(name);
      else query.set(name, String(value));
    }
    const text = query.toString();
    return text ? `${this.path}?${text}` : this.path;
  }

  /** The address of another list, or of this one filtered: from its start, with no row opened. */
  anew(changes: Record<string, string | number | undefined>): string {
    return this.with({ ...changes, offset: undefined, rank: undefined });
  }

  /** Goes to an address; `replace` when the step is not worth a place in the history. */
  go(address: string, replace = false): void {
    if (address === location.pathname + location.search) return;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.#read();
  }

  /** For links: follows them without loading the page, unless a new tab was asked for. */
  follow = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('a');
    if (!link || link.origin !== location.origin || link.target || link.pathname.startsWith('/api/')) return;
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.hash) return;
    event.preventDefault();
    const elsewhere = link.pathname !== location.pathname;
    this.go(link.pathname + link.search);
    if (elsewhere) scrollTo(0, 0);
  };

  #read(): void {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }
}

export const route = new Route();
