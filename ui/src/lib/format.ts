// SPDX-License-Identifier: Apache-2.0
// Numbers and times as people read them. All times are UTC.

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** 1234567 as 1,234,567. */
export function count(value: number): string {
  return WHOLE.format(value);
}

/** 1234567 as 1.23M. */
export function compact(value: number): string {
  return COMPACT.format(value);
}

/** "1 row", "2 rows". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Bytes in decimal multiples: 1.5 kB. */
export function octets(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let size = value;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${THREE_DIGITS.format(size)} ${units[unit]}`;
}

/** Microseconds in the largest fitting unit: 1.5 s, 2 min 5 s. */
export function duration(micros: number): string {
  if (micros < 1000) return `${count(micros)} µs`;
  if (micros < 999_500) return `${THREE_DIGITS.format(micros / 1000)} ms`;
  const seconds = micros / 1_000_000;
  if (seconds < 59.95) return `${THREE_DIGITS.format(seconds)} s`;
  const whole = Math.round(seconds);
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** The clock time of an ISO 8601 instant: 14:03:59. */
export function clock(instant: string): string {
  return instant.slice(11, 19);
}

/** Day and time of an ISO 8601 instant: 2026-03-01 14:03:59.123. */
export function moment(instant: string): string {
  return instant.replace('T', ' ').replace(/(\.\d*?)0*Z$/, '$1').replace(/\.?Z?$/, '');
}

/** From one instant to another, to the second: the day once when it is the same. */
export function span(first: string, last: string): string {
  const [from, to] = [moment(first).slice(0, 19), moment(last).slice(0, 19)];
  return `${from} to ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
}

/** Seconds since the epoch as 2026-03-01 14:03. */
export function minute(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Microseconds since the epoch, or ISO 8601 text, as an instant in ISO 8601. */
export function instant(value: number | string): string {
  if (typeof value === 'string') return value;
  const fraction = String(((value % 1_000_000) + 1_000_000) % 1_000_000).padStart(6, '0');
  return `${new Date(Math.floor(value / 1_000_000) * 1000).toISOString().slice(0, 19)}.${fraction}Z`;
}

/** A weekday and day: Sun 1 March 2026. */
export function longDay(day: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** A probability as odds: 1 in 3.2M; a number outside (0, 1] as it is. */
export function odds(probability: number): string {
  if (!(probability > 0 && probability <= 1)) return THREE_DIGITS.format(probability);
  const inverse = 1 / probability;
  if (inverse < 9.5) return `1 in ${THREE_DIGITS.format(Math.round(inverse * 10) / 10)}`;
  if (inverse < 1e15) return `1 in ${COMPACT.format(inverse)}`;
  return `1 in 10^${Math.round(Math.log10(inverse))}`;
}

/** How surprising a probability is, on a scale where each step of 1 is ten times rarer. */
export function surprise(probability: number): number {
  return probability > 0 ? -Math.log10(Math.min(1, probability)) : 300;
}
