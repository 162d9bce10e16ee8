// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import type { Finding, Kind, Row } from '../api/types';
import { bracketed, facts, from, subject, to, valueText } from './telemetry';

function finding(kind: Kind, row: Row, labels: Record<string, string> = {}): Finding {
  return {
    run: 'r', day: '2026-03-01', kind, method: 'spot', rank: 1, score: 0.1, time: '2026-03-01T00:00:00Z',
    entity: '10.0.0.1', peer: null, sentence: '', explanation: {}, row, labels, hosts: {},
    suppressedBy: null, verdict: null,
  };
}

it('reads a flow from its source to its destination', () => {
  const flow = finding(
    'flow',
    { src_addr: '10.0.0.1', src_port: 50000, dst_addr: '192.0.2.1', dst_port: 443, protocol: 6, octets: 1500, reverse_octets: 0 },
    { protocol: 'TCP', dst_port: 'https' },
  );
  expect(from(flow)).toEqual({ address: '10.0.0.1', port: '50000' });
  expect(to(flow)).toEqual({ address: '192.0.2.1', port: '443' });
  expect(subject(flow)).toBe('TCP · https');
  expect(facts(flow)).toEqual(['1.5 kB out', '0 B in']);
});

it('keeps an address of IPv6 apart from its port', () => {
  expect(bracketed({ address: '2001:db8::5d91', port: '443' })).toBe('[2001:db8::5d91]');
  expect(bracketed({ address: '2001:db8::5d91' })).toBe('2001:db8::5d91');
  expect(bracketed({ address: '192.0.2.1', port: '443' })).toBe('192.0.2.1');
});

it('tells a flow without a known service by its port, and an answer by its source', () => {
  const row = { src_addr: '10.0.0.1', dst_addr: '192.0.2.1', dst_port: 4444, protocol: 6 };
  expect(subject(finding('flow', row, { protocol: 'TCP' }))).toBe('TCP · port 4444');
  expect(subject(finding('flow', row, { protocol: 'TCP', src_port: 'ssh' }))).toBe('TCP · from ssh');
  expect(subject(finding('flow', { ...row, dst_port: 0 }, { protocol: 'ICMP' }))).toBe('ICMP');
});

it('says when a query was not answered', () => {
  const dns = finding('dns', { client_addr: '10.0.0.1', query: 'a.example', qtype: 1, answered: false }, { qtype: 'A' });
  expect(subject(dns)).toBe('a.example');
  expect(facts(dns)).toEqual(['A', 'no answer']);
  expect(to(dns)).toBeUndefined();
});

it('puts the parts of an address together', () => {
  expect(subject(finding('http', { host: 'a.example', path: '/x', query: 'y=1' }))).toBe('a.example/x?y=1');
  expect(subject(finding('http', { host: 'a.example', path: '/x', query: '?y=1' }))).toBe('a.example/x?y=1');
  expect(subject(finding('http', {}))).toBe('(no address)');
});

it('shows values with their units', () => {
  expect(valueText({ name: 'duration' }, 1_500_000)).toBe('1.5 s');
  expect(valueText({ name: 'octets' }, 1500)).toBe('1.5 kB (1500)');
  expect(valueText({ name: 'event_time', type: 'timestamp' }, '2026-03-01T00:00:00.5Z')).toBe('2026-03-01 00:00:00.5');
  expect(valueText({ name: 'answers', type: 'text_list' }, ['a', 'b'])).toBe('a, b');
  expect(valueText({ name: 'user' }, null)).toBe('');
});
