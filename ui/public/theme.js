// SPDX-License-Identifier: Apache-2.0
// Sets the chosen theme before the first paint.
try {
  const chosen = localStorage.getItem('winnow.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is switched off: the system's theme stays.
}
