// SPDX-License-Identifier: Apache-2.0

export type Theme = 'system' | 'light' | 'dark';
const ORDER: Theme[] = ['system', 'light', 'dark'];
const KEY = 'winnow.theme';

/** The chosen theme; the system's when nothing was chosen. */
class ThemeChoice {
  chosen = $state<Theme>(remembered());

  get dark(): boolean {
    return this.chosen === 'dark' || (this.chosen === 'system' && system.matches);
  }

  next(): void {
    this.chosen = ORDER[(ORDER.indexOf(this.chosen) + 1) % ORDER.length] ?? 'system';
    const root = document.documentElement;
    if (this.chosen === 'system') delete root.dataset.theme;
    else root.dataset.theme = this.chosen;
    try {
      if (this.chosen === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, this.chosen);
    } catch {
      // Storage is switched off: the choice lasts as long as the page.
    }
  }
}

const system = matchMedia('(prefers-color-scheme: dark)');

function remembered(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

export const theme = new ThemeChoice();
