// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { escapeOf, plain, stretches } from './text';

describe('stretches', () => {
  it('leaves ordinary names alone', () => {
    expect(stretches('www.example.org')).toEqual([{ text: 'www.example.org' }]);
    expect(stretches('bücher.example')).toEqual([{ text: 'bücher.example' }]);
    expect(stretches('例え.テスト 😀')).toEqual([{ text: '例え.テスト 😀' }]);
  });

  it('names the override that would turn a file name round', () => {
    expect(stretches('invoice\u202efdp.exe')).toEqual([
      { text: 'invoice' },
      { text: '\\u202e', hidden: 'U+202E right-to-left override' },
      { text: 'fdp.exe' },
    ]);
  });

  it('keeps markup as text', () => {
    expect(plain('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
  });

  it('escapes every control character', () => {
    for (let code = 0; code < 0x20; code++) {
      expect(plain(String.fromCharCode(code))).toBe(escapeOf(code));
    }
    expect(plain('\x7f\x85')).toBe('\\x7f\\x85');
  });

  it('escapes what has no width', () => {
    expect(plain('a\u200bb\ufeffc\u2066d\u{e0041}')).toBe('a\\u200bb\\ufeffc\\u2066d\\u{e0041}');
  });

  it('escapes half of a surrogate pair', () => {
    expect(plain('x\ud800y')).toBe('x\\ud800y');
  });

  it('keeps the plain space and escapes the others', () => {
    expect(plain('a b\u00a0c\u3000d')).toBe('a b\\xa0c\\u3000d');
  });
});
