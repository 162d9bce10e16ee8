// SPDX-License-Identifier: Apache-2.0
import { untrack } from 'svelte';
import type { Importance } from '../api/types';
import { decisions, importanceOf } from './decisions.svelte';
import { actInList } from './keys';
import { Loaded } from './loaded.svelte';
import { route } from './route.svelte';

/** A row that is judged by its run and rank. */
export interface Ranked {
  run: string;
  rank: number;
  verdict: Importance | null;
}

type Request<T> = (signal: AbortSignal) => Promise<T>;

/** Where the days, the lists and the rows of a page come from. */
interface Source<D, P, R> {
  days: Request<{ days: D[] }>;
  /** How the part that the address asks for is loaded; absent where there is no list. */
  part: (day: D | undefined) => Request<P> | undefined;
  rows: (part: P) => R[];
  /** How many rows a part has at most. */
  limit: () => number;
}

/**
 * A list of ranked rows of one of several days: the part that is shown, the row that is selected, and the one that is
 * opened beside it. Day, part and opened row are those of the address. Made by a component while it starts.
 */
export class RankedList<D extends { day: string }, P extends { matched: number }, R extends Ranked> {
  readonly days = new Loaded<{ days: D[] }>();
  readonly part = new Loaded<P>();
  /** The index of the selected row. */
  selected = $state(0);
  /** Where searches are typed, and the body of the table. */
  search = $state<{ focus: () => void }>();
  body = $state<HTMLElement>();

  readonly day = $derived.by(() => {
    const all = this.days.value?.days;
    return all?.find((one) => one.day === route.get('day')) ?? (route.get('day') ? undefined : all?.[0]);
  });
  readonly offset = $derived(route.whole('offset') ?? 0);
  /** The rank of the opened row. */
  readonly open = $derived(route.whole('rank'));
  readonly q = $derived(route.get('q') ?? '');
  readonly rows: R[] = $derived.by(() => (this.part.value ? this.#source.rows(this.part.value) : []));

  #source: Source<D, P, R>;
  #selectAfterLoad: 'first' | 'last' | 'same' = 'first';
  #decided = 0;
  #actions: Record<string, () => void>;

  /** Loads the days, and each part that is asked for; `actions` are keys of one page alone. */
  constructor(source: Source<D, P, R>, actions: Record<string, () => void> = {}) {
    this.#source = source;
    this.#actions = {
      j: () => this.#move(1),
      ArrowDown: () => this.#move(1),
      k: () => this.#move(-1),
      ArrowUp: () => this.#move(-1),
      n: () => this.#turn(1),
      p: () => this.#turn(-1),
      '/': () => this.search?.focus(),
      '[': () => this.#stepDay(-1),
      ']': () => this.#stepDay(1),
      h: () => this.#judge('h'),
      m: () => this.#judge('m'),
      l: () => this.#judge('l'),
      b: () => this.#judge('b'),
      Escape: () => this.show(undefined),
      ...actions,
    };
    this.loadDays();
    $effect(() => {
      const request = source.part(this.day);
      if (decisions.made !== this.#decided) this.#selectAfterLoad = 'same';
      this.#decided = decisions.made;
      untrack(() => (request ? this.part.load(request) : this.part.clear()));
    });
    $effect(() => {
      if (this.part.value) untrack(() => this.#select());
    });
  }

  loadDays(): void {
    this.days.load(this.#source.days);
  }

  /** Opens a row, or none. */
  show(row: R | undefined, replace = false): void {
    route.go(route.with({ rank: row?.rank }), replace);
  }

  /** Selects a row and opens it. */
  choose(row: R): void {
    this.selected = this.rows.indexOf(row);
    this.show(row);
  }

  filter(text: string): void {
    route.go(route.anew({ q: text }), true);
  }

  /** Takes the focus to the selected row. */
  focus(): void {
    this.body?.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }

  pressed(event: KeyboardEvent): void {
    const row = this.rows[this.selected];
    actInList(event, this.#actions, () => row && this.show(row));
  }

  #select(): void {
    const last = this.rows.length - 1;
    const opened = this.rows.findIndex((row) => row.rank === this.open);
    if (opened >= 0) this.selected = opened;
    else if (this.#selectAfterLoad === 'same') this.selected = Math.max(0, Math.min(this.selected, last));
    else this.selected = this.#selectAfterLoad === 'last' ? last : 0;
    this.#selectAfterLoad = 'first';
  }

  #turn(step: number): void {
    const next = this.offset + step * this.#source.limit();
    if (next < 0 || next >= (this.part.value?.matched ?? 0)) return;
    this.#selectAfterLoad = step < 0 ? 'last' : 'first';
    route.go(route.with({ offset: next || undefined, rank: undefined }));
    if (step > 0) scrollTo(0, 0);
  }

  #move(step: number): void {
    const next = this.selected + step;
    if (next < 0 || next >= this.rows.length) return this.#turn(step);
    this.selected = next;
    if (this.open !== undefined) this.show(this.rows[next], true);
  }

  #stepDay(step: number): void {
    const all = this.days.value?.days ?? [];
    const next = all[all.findIndex((one) => one.day === this.day?.day) - step];
    if (next) route.go(route.anew({ day: next.day }));
  }

  #judge(key: string): void {
    const importance = importanceOf(key);
    const row = this.rows[this.selected];
    if (importance && row) decisions.judge({ run: row.run, rank: row.rank }, importance, row.verdict);
  }
}
