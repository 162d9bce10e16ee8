// SPDX-License-Identifier: Apache-2.0
// How a row of each kind is read: who, whom, what.

import type { Finding, Kind, Value } from '../api/types';
import { duration, instant, moment, octets } from './format';

export const KIND_NAMES: Record<Kind, string> = { flow: 'Flows', dns: 'DNS', http: 'HTTP' };

export interface Party {
  address: string;
  port?: string;
}

/** How an address is written before a port: that of IPv6 in brackets (RFC 3986, section 3.2.2). */
export function bracketed({ address, port }: Party): string {
  return port !== undefined && address.includes(':') ? `[${address}]` : address;
}

function text(value: Value | undefined): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** Who began. */
export function from(finding: Finding): Party {
  const row = finding.row;
  const address = text(finding.kind === 'flow' ? row.src_addr : row.client_addr) ?? finding.entity;
  const port = finding.kind === 'flow' ? text(row.src_port) : undefined;
  return port === undefined ? { address } : { address, port };
}

/** Whom they dealt with; nothing when the row does not say. */
export function to(finding: Finding): Party | undefined {
  const row = finding.row;
  const address = text(finding.kind === 'flow' ? row.dst_addr : row.server_addr);
  if (address === undefined) return undefined;
  const port = finding.kind === 'flow' ? text(row.dst_port) : undefined;
  return port === undefined ? { address } : { address, port };
}

/** What it was, the part that a reader looks for first. */
export function subject(finding: Finding): string {
  const { row, labels } = finding;
  switch (finding.kind) {
    case 'flow':
      return [labels.protocol ?? text(row.protocol), service(finding)]
        .filter((part) => part !== undefined)
        .join(' · ');
    case 'dns':
      return text(row.query) ?? '(no question)';
    case 'http':
      return `${text(row.host) ?? ''}${text(row.path) ?? ''}${query(text(row.query))}` || '(no address)';
  }
}

/** What was spoken; the answer of a server counts as its service. */
function service({ row, labels }: Finding): string | undefined {
  const answering = labels.src_port === undefined ? undefined : `from ${labels.src_port}`;
  return text(row.service) ?? labels.dst_port ?? answering ?? port(row.dst_port);
}

function port(value: Value | undefined): string | undefined {
  return value === 0 ? undefined : text(value) && `port ${text(value)}`;
}

function query(value: string | undefined): string {
  if (value === undefined) return '';
  return value.startsWith('?') ? value : `?${value}`;
}

/** Short facts beside the subject. */
export function facts(finding: Finding): string[] {
  const { row, labels } = finding;
  switch (finding.kind) {
    case 'flow':
      return [`${octets(Number(row.octets ?? 0))} out`, ...back(row.reverse_octets)];
    case 'dns':
      return [labels.qtype ?? text(row.qtype), labels.rcode ?? (row.answered === false ? 'no answer' : text(row.rcode))].filter(
        (fact) => fact !== undefined,
      );
    case 'http':
      return [text(row.method), text(row.status)].filter((fact) => fact !== undefined);
  }
}

function back(value: Value | undefined): string[] {
  return value === undefined || value === null ? [] : [`${octets(Number(value))} in`];
}

const MICROS = new Set(['duration', 'round_trip']);

/** A value of a column, as text. */
export function valueText(column: { name: string; type?: string }, value: Value | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => valueText({ name: '' }, one)).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  if (column.type === 'timestamp') return moment(instant(value as number | string));
  if (typeof value === 'number') {
    if (MICROS.has(column.name)) return duration(value);
    if (column.name.endsWith('octets')) return value < 1000 ? `${value} B` : `${octets(value)} (${value})`;
  }
  return String(value);
}
