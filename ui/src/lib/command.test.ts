// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { withOption } from './command';

it('adds an option that has a value', () => {
  expect(withOption('winnow runs', '--lake', '/data/lake-1')).toBe('winnow runs --lake /data/lake-1');
  expect(withOption('winnow runs', '--lake', null)).toBe('winnow runs');
  expect(withOption('winnow runs', '--lake', undefined)).toBe('winnow runs');
});

it('quotes what a shell would take apart', () => {
  expect(withOption('w', '-l', "/it's here")).toBe("w -l '/it'\\''s here'");
  expect(withOption('w', '-l', '$(reboot)')).toBe("w -l '$(reboot)'");
  expect(withOption('w', '-l', '')).toBe("w -l ''");
});
