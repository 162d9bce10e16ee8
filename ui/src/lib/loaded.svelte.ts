// SPDX-License-Identifier: Apache-2.0

/**
 * What a request brought. While the next answer is under way the last one stays, so that nothing
 * on the page jumps.
 */
export class Loaded<T> {
  value = $state.raw<T>();
  failure = $state.raw<string>();
  busy = $state(false);
  #under?: AbortController;

  /** Starts a request and gives up the one before. */
  load(request: (signal: AbortSignal) => Promise<T>): void {
    this.#under?.abort();
    const mine = new AbortController();
    this.#under = mine;
    this.busy = true;
    request(mine.signal).then(
      (value) => {
        if (mine.signal.aborted) return;
        this.value = value;
        this.failure = undefined;
        this.busy = false;
      },
      (error: unknown) => {
        if (mine.signal.aborted) return;
        this.failure = error instanceof Error ? error.message : String(error);
        this.value = undefined;
        this.busy = false;
      },
    );
  }

  /** Forgets everything. */
  clear(): void {
    this.#under?.abort();
    this.value = undefined;
    this.failure = undefined;
    this.busy = false;
  }
}
