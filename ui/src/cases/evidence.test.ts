// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { amount, bits, factName, falseAlarms, minuteOf, party, searchCommand, techniquePage } from './evidence';
import { familyName, familySees, tone } from './families';

it('shows an amount with the unit that its fact names', () => {
  expect(amount('median interval, s', 60)).toBe('1 min');
  expect(amount('information in them, bytes', 41_000)).toBe('41 kB');
  expect(amount('bytes sent', 1_234_567_890)).toBe('1.23 GB');
  expect(amount('share of the hosts that ask under the domain', 0.004)).toBe('0.4%');
  expect(amount('to inside 993/6, sent 256 to 1023 bytes, got 0, 4 to 15 s', 12)).toBe('12');
  expect(amount('contacts', 12_345)).toBe('12,345');
  expect(amount('ln of the ratio of long to short intervals', 0.123456)).toBe('0.1235');
  expect(amount('contacts', null)).toBe('–');
});

it('keeps the sign of an amount that is below nothing', () => {
  expect(amount('shift of the clock, s', -2)).toBe('-2');
  expect(bits(-0.75)).toBe('−0.75');
  expect(bits(2.5)).toBe('2.50');
});

it('names a fact without its unit', () => {
  expect(factName('median interval, s')).toBe('median interval');
  expect(factName('bytes sent')).toBe('bytes sent');
});

it('says how many false alarms are expected', () => {
  expect([0.0004, 0.04444, 0.4, 3.21, 41.3, 1234].map(falseAlarms)).toEqual(['< 0.01', '0.044', '0.4', '3.2', '41', '1,234']);
});

it('knows the other side by its address', () => {
  expect(party('203.0.113.7 443/6')).toEqual({ address: '203.0.113.7', port: '443', protocol: 'TCP' });
  expect(party('2001:db8::7 53/17')).toEqual({ address: '2001:db8::7', port: '53', protocol: 'UDP' });
  expect(party('10.0.0.1 0/89')).toEqual({ address: '10.0.0.1', port: '0', protocol: 'protocol 89' });
  expect(party('203.0.113.7')).toEqual({ address: '203.0.113.7' });
  for (const other of ['', 'tunnel.example', 'to outside 443/6, failed', 'bad:example', '1.2.3 443/6']) {
    expect(party(other)).toBeUndefined();
  }
});

it('leads to the page of a technique', () => {
  expect(techniquePage('T1071.004')).toBe('https://attack.mitre.org/techniques/T1071/004/');
  expect(techniquePage('T1071')).toBe('https://attack.mitre.org/techniques/T1071/');
  expect(techniquePage('javascript:alert(1)')).toBeUndefined();
});

it('writes the statement as one word of a shell', () => {
  expect(searchCommand("SELECT * FROM flow WHERE src_addr = '10.0.0.2'")).toBe(
    `winnow search "SELECT * FROM flow WHERE src_addr = '10.0.0.2'"`,
  );
  expect(searchCommand("SELECT '$(reboot)'")).toBe(`winnow search 'SELECT '\\''$(reboot)'\\'''`);
});

it('places times within the day', () => {
  expect(minuteOf('2026-03-02', '2026-03-02T06:30:00Z')).toBe(390);
  expect(minuteOf('2026-03-02', '2026-03-01T23:00:00Z')).toBe(0);
  expect(minuteOf('2026-03-02', '2026-03-03T00:00:01Z')).toBe(1440);
});

it('shows a family that it does not know by its own name', () => {
  expect([familyName('dns-tunnel'), familyName('gnus')]).toEqual(['DNS tunnel', 'gnus']);
  expect([tone('beacon'), tone('gnus')]).toEqual(['tone tone-beacon', 'tone']);
  expect(familySees('gnus')).toBeUndefined();
});
