// SPDX-License-Identifier: Apache-2.0
// Names on the wire are written by strangers. Here they become inert and visible.

/** A stretch of text: shown as it is, or as the name of a character that must not act. */
export interface Stretch {
  text: string;
  /** What the hidden character is; absent for ordinary text. */
  hidden?: string;
}

// Controls, format characters (bidi overrides, zero-width, tags), line separators, private use,
// lone surrogates and unassigned code points. A space other than U+0020 is hidden as well.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]|(?! )\p{Zs}/u;
const EVERY_HIDDEN = new RegExp(HIDDEN.source, 'gu');

const SHORT: Record<number, string> = {
  0x00: '\\0',
  0x07: '\\a',
  0x08: '\\b',
  0x09: '\\t',
  0x0a: '\\n',
  0x0d: '\\r',
  0x1b: '\\e',
};

const NAMES: Record<number, string> = {
  0x00: 'null',
  0x09: 'tab',
  0x0a: 'line feed',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0xfeff: 'byte order mark',
};

/** The escape that stands for a code point: `\0`, `\x7f`, `\u202e`. */
export function escapeOf(codePoint: number): string {
  const short = SHORT[codePoint];
  if (short !== undefined) return short;
  const hex = codePoint.toString(16);
  if (codePoint < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return codePoint < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** Splits a text into stretches that can be shown without any of it acting on the page. */
export function stretches(text: string): Stretch[] {
  if (!HIDDEN.test(text)) return [{ text }];
  const found: Stretch[] = [];
  let from = 0;
  for (const match of text.matchAll(EVERY_HIDDEN)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    const codePoint = match[0].codePointAt(0) ?? 0;
    const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
    const name = NAMES[codePoint];
    found.push({ text: escapeOf(codePoint), hidden: name ? `${number} ${name}` : number });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** The text with every hidden character escaped, for titles and labels. */
export function plain(text: string): string {
  return stretches(text)
    .map((stretch) => stretch.text)
    .join('');
}
