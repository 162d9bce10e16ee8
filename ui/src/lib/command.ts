// SPDX-License-Identifier: Apache-2.0
// Commands as a POSIX shell reads them.

/** A command with one more option; without it when there is no value. */
export function withOption(command: string, name: string, value: string | null | undefined): string {
  return value === null || value === undefined ? command : `${command} ${name} ${word(value)}`;
}

/** A text as one word, in quotes where it needs them. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
