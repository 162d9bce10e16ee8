// SPDX-License-Identifier: Apache-2.0
// How evidence is read: amounts with their units, the other side, the rows behind it.

import { withStatement } from '../lib/command';
import { count, duration, octets } from '../lib/format';
import type { Party } from '../lib/telemetry';

const NUMBER = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const SHARE = new Intl.NumberFormat('en', { style: 'percent', maximumSignificantDigits: 3 });
const MICROS_PER_SECOND = 1_000_000;

/** What was measured, as text: the name of the fact tells the unit. */
export function amount(fact: string, value: number | null): string {
  if (value === null) return '–';
  if (/, s$/.test(fact) && value >= 0) return duration(value * MICROS_PER_SECOND);
  if (/^bytes\b|, bytes$/.test(fact) && value >= 0) return octets(value);
  if (/^share\b/.test(fact)) return SHARE.format(value);
  return Number.isInteger(value) ? count(value) : NUMBER.format(value);
}

/** The name of a fact without the unit that its values are shown with. */
export function factName(fact: string): string {
  return fact.replace(/, (s|bytes)$/, '');
}

/** A share of a score, with its sign when it speaks against an attack. */
export function bits(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

/** How many false alarms are expected: 12, 0.4, < 0.01. */
export function falseAlarms(expected: number): string {
  if (expected < 0.01) return '< 0.01';
  return expected < 10 ? String(Number(expected.toPrecision(2))) : count(expected);
}

/** The other side where it is an address, alone or with its service: "203.0.113.7 443/6". */
export function party(peer: string): (Party & { protocol?: string }) | undefined {
  const service = /^([\da-fA-F.:]+) (\d{1,5})\/(\d{1,3})$/.exec(peer);
  const address = service?.[1] ?? peer;
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address) && !/^[\da-fA-F]*:[\da-fA-F:.]*$/.test(address)) return undefined;
  if (!service) return { address };
  return { address, port: service[2] ?? '', protocol: PROTOCOLS[service[3] ?? ''] ?? `protocol ${service[3]}` };
}

const PROTOCOLS: Record<string, string> = { '1': 'ICMP', '6': 'TCP', '17': 'UDP', '58': 'ICMPv6', '132': 'SCTP' };

/** Where MITRE describes a technique: T1071.004. */
export function techniquePage(technique: string): string | undefined {
  const parts = /^(T\d{4})(?:\.(\d{3}))?$/.exec(technique);
  if (!parts) return undefined;
  return `https://attack.mitre.org/techniques/${parts[1]}/${parts[2] ? `${parts[2]}/` : ''}`;
}

/** The command that shows the rows behind evidence. */
export function searchCommand(sql: string): string {
  return withStatement('winnow search', sql);
}

/** Minutes of the day, 0 to 1440, at which something was; beyond the day at its end. */
export function minuteOf(day: string, instant: string): number {
  const minutes = (Date.parse(instant) - Date.parse(`${day}T00:00:00Z`)) / 60_000;
  return Math.min(1440, Math.max(0, minutes));
}
