// SPDX-License-Identifier: Apache-2.0

/** The keys of the pages, for the handler and for the list of keys alike. */
export const KEYS: { keys: string[]; does: string; page: string }[] = [
  { keys: ['j', '↓'], does: 'next in the list', page: 'Cases, Suspicious' },
  { keys: ['k', '↑'], does: 'previous in the list', page: 'Cases, Suspicious' },
  { keys: ['Enter'], does: 'open it', page: 'Cases, Suspicious' },
  { keys: ['Esc'], does: 'close it, or leave the search', page: 'Cases, Suspicious' },
  { keys: ['/'], does: 'search', page: 'Cases, Suspicious' },
  { keys: ['[', ']'], does: 'day before, day after', page: 'Cases, Suspicious' },
  { keys: ['n', 'p'], does: 'next page, previous page', page: 'Cases, Suspicious' },
  { keys: ['h', 'm', 'l', 'b'], does: 'call it high, medium, low, benign', page: 'Cases, Suspicious' },
  { keys: ['1', '2', '3'], does: 'flows, DNS, HTTP', page: 'Suspicious' },
  { keys: ['g c'], does: 'go to Cases', page: 'Everywhere' },
  { keys: ['g s'], does: 'go to Suspicious', page: 'Everywhere' },
  { keys: ['g i'], does: 'go to Ingest', page: 'Everywhere' },
  { keys: ['g r'], does: 'go to Runs', page: 'Everywhere' },
  { keys: ['?'], does: 'show these keys', page: 'Everywhere' },
];

/** Whether a key press belongs to the page and not to a field or a control. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return false;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return true;
  return !target.closest('input, select, textarea, [contenteditable], dialog');
}

/**
 * Does what a key means in a list; Enter opens what is selected, unless a control has the focus.
 * Arrows belong to a control that has it, and to an opened detail, which they scroll.
 */
export function actInList(event: KeyboardEvent, actions: Record<string, () => void>, enter: () => void): void {
  if (!isForPage(event)) return;
  const inControl = (event.target as Element).closest?.('a, button, summary, [role=tab], .detail');
  if (inControl && event.key.startsWith('Arrow')) return;
  if (event.key === 'Enter' && !inControl) return enter();
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}
