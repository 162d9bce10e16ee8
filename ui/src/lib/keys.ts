// SPDX-License-Identifier: Apache-2.0

/** The keys of the pages, for the handler and for the list of keys alike. */
export const KEYS: { keys: string[]; does: string; page: string }[] = [
  { keys: ['j', '↓'], does: 'next finding', page: 'Suspicious' },
  { keys: ['k', '↑'], does: 'previous finding', page: 'Suspicious' },
  { keys: ['Enter'], does: 'open the finding', page: 'Suspicious' },
  { keys: ['Esc'], does: 'close the finding, or leave the search', page: 'Suspicious' },
  { keys: ['/'], does: 'search', page: 'Suspicious' },
  { keys: ['1', '2', '3'], does: 'flows, DNS, HTTP', page: 'Suspicious' },
  { keys: ['[', ']'], does: 'day before, day after', page: 'Suspicious' },
  { keys: ['n', 'p'], does: 'next page, previous page', page: 'Suspicious' },
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
