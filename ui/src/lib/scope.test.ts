// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { filled, scopeOf } from './scope';

test('an address with its service is a network and a port', () => {
  expect(scopeOf('10.0.0.1', 'beacon', '203.0.113.7 443/6')).toEqual({
    host: '10.0.0.1',
    family: 'beacon',
    network: '203.0.113.7',
    port: '443',
  });
  expect(scopeOf('10.0.0.1', 'edges', '2001:db8::1 22/6').network).toBe('2001:db8::1');
});

test('a name is a domain, a description is neither', () => {
  expect(scopeOf('10.0.0.1', 'domains', 'evil.example').domain).toBe('evil.example');
  expect(scopeOf('10.0.0.1', 'behaviour', 'to outside 443/6, sent 1 bytes')).toEqual({
    host: '10.0.0.1',
    family: 'behaviour',
  });
  expect(scopeOf('10.0.0.1', 'uploads', '')).toEqual({ host: '10.0.0.1', family: 'uploads' });
});

test('what is empty is left out', () => {
  expect(filled({ host: '10.0.0.1', port: ' ', domain: '' })).toEqual({ host: '10.0.0.1' });
});
