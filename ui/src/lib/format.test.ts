// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { clock, counted, duration, instant, moment, octets, odds, span, surprise } from './format';

describe('octets', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1536, '1.54 kB'],
    [999_600, '1 MB'],
    [5e12, '5 TB'],
  ])('%d is %s', (value, text) => expect(octets(value)).toBe(text));
});

describe('duration', () => {
  it.each([
    [0, '0 µs'],
    [999, '999 µs'],
    [1500, '1.5 ms'],
    [999_400, '999 ms'],
    [1_250_000, '1.25 s'],
    [60_000_000, '1 min'],
    [125_000_000, '2 min 5 s'],
    [3_600_000_000, '1 h'],
    [90_061_000_000, '1 d 1 h'],
  ])('%d µs is %s', (micros, text) => expect(duration(micros)).toBe(text));
});

describe('odds', () => {
  it.each([
    [1, '1 in 1'],
    [0.25, '1 in 4'],
    [0.001, '1 in 1K'],
    [3.1e-7, '1 in 3.23M'],
    [1e-40, '1 in 10^40'],
    [0, '0'],
    [12.5, '12.5'],
  ])('%d is %s', (probability, text) => expect(odds(probability)).toBe(text));
});

describe('times', () => {
  it('are shown in UTC as they come', () => {
    expect(clock('2026-03-01T14:03:59.120000Z')).toBe('14:03:59');
    expect(moment('2026-03-01T14:03:59.120000Z')).toBe('2026-03-01 14:03:59.12');
    expect(moment('2026-03-01T14:03:59Z')).toBe('2026-03-01 14:03:59');
    expect(moment('2026-03-01T14:03:59.000000Z')).toBe('2026-03-01 14:03:59');
  });

  it('keep their microseconds', () => {
    expect(instant(1_772_373_839_123_456)).toBe('2026-03-01T14:03:59.123456Z');
    expect(instant(-1)).toBe('1969-12-31T23:59:59.999999Z');
  });
});

it('counts in singular and plural', () => {
  expect(counted(1, 'row')).toBe('1 row');
  expect(counted(1234, 'row')).toBe('1,234 rows');
  expect(counted(0, 'query', 'queries')).toBe('0 queries');
});

it('measures surprise in powers of ten', () => {
  expect(surprise(0.001)).toBeCloseTo(3);
  expect(surprise(0)).toBe(300);
  expect(surprise(1)).toBeCloseTo(0);
});

it('names the day of a span once when it is one', () => {
  expect(span('2026-03-02T08:00:00Z', '2026-03-02T09:30:00.5Z')).toBe('2026-03-02 08:00:00 to 09:30:00');
  expect(span('2026-03-02T08:00:00Z', '2026-03-03T00:00:00Z')).toBe('2026-03-02 08:00:00 to 2026-03-03 00:00:00');
});
