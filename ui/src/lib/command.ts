// SPDX-License-Identifier: Apache-2.0
// Commands as a POSIX shell reads them.

/** A command with one more option; without it when there is no value. */
export function withOption(line: string, name: string, value: string | null | undefined): string {
  return value === null || value === undefined ? line : `${line} ${name} ${word(value)}`;
}

/** A command with a statement of SQL, which is full of single quotes. */
export function withStatement(line: string, sql: string): string {
  return `${line} ${/["$`\\!]/.test(sql) ? word(sql) : `"${sql}"`}`;
}

/** A text as one word, in quotes where it needs them. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
