// SPDX-License-Identifier: Apache-2.0
import type {
  CaseDays,
  CaseDetail,
  Cases,
  Days,
  FindingDetail,
  Findings,
  Health,
  HostDays,
  IngestSummary,
  Inputs,
  Kind,
  Neighbours,
  Importance,
  Problem,
  RunDetail,
  Runs,
  Scope,
  WhatIf,
} from './types';

/** The server answered, and refused; or did not answer at all (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Query = Record<string, string | number | undefined>;

async function load<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]));
  return exchange<T>(`${path}${pairs.length ? `?${search}` : ''}`, { signal: signal ?? null });
}

function send<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
  return exchange<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
}

async function exchange<T>(path: string, request: RequestInit): Promise<T> {
  const { signal } = request;
  let response: Response;
  try {
    response = await fetch(`/api/v1/${path}`, { ...request, headers: { accept: 'application/json', ...request.headers } });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'The server does not answer. Is “winnow serve” still running?');
  }
  if (!response.ok) throw new ApiError(response.status, await reason(response));
  return parse(await response.text()) as T;
}

/** Reads JSON; integers that a double cannot hold, such as snapshot ids, stay text with all digits. */
export function parse(json: string): unknown {
  return JSON.parse(json, ((_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
      ? (context?.source ?? value)
      : value) as (key: string, value: unknown) => unknown);
}

async function reason(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as Problem;
    return problem.detail ?? problem.title;
  } catch {
    return `The server answered ${response.status} ${response.statusText}.`;
  }
}

const part = encodeURIComponent;

export interface FindingsQuery {
  day: string;
  kind: Kind;
  run?: string;
  offset?: number | undefined;
  limit?: number | undefined;
  q?: string | undefined;
  entity?: string | undefined;
  suppressed?: string | undefined;
}

export interface CasesQuery {
  day: string;
  run?: string;
  offset?: number | undefined;
  limit?: number | undefined;
  q?: string | undefined;
  family?: string | undefined;
  suppressed?: string | undefined;
}

/** A row of a list; of a case, maybe one piece of its evidence. */
export interface JudgedRow {
  run: string;
  rank: number;
  family?: string;
  peer?: string;
}

export const api = {
  caseDays: (signal?: AbortSignal) => load<CaseDays>('case-days', {}, signal),

  cases: (query: CasesQuery, signal?: AbortSignal) => load<Cases>('cases', { ...query }, signal),

  case: (run: string, rank: number, signal?: AbortSignal) =>
    load<CaseDetail>(`cases/${part(run)}/${rank}`, {}, signal),

  hostDays: (run: string, rank: number, signal?: AbortSignal) =>
    load<HostDays>(`cases/${part(run)}/${rank}/days`, {}, signal),

  caseRows: (run: string, rank: number, evidence: number, signal?: AbortSignal) =>
    load<Neighbours>(`cases/${part(run)}/${rank}/rows`, { evidence }, signal),

  days: (signal?: AbortSignal) => load<Days>('days', {}, signal),

  findings: (query: FindingsQuery, signal?: AbortSignal) =>
    load<Findings>('findings', { ...query }, signal),

  finding: (run: string, rank: number, signal?: AbortSignal) =>
    load<FindingDetail>(`findings/${part(run)}/${rank}`, {}, signal),

  neighbours: (run: string, rank: number, minutes: number, signal?: AbortSignal) =>
    load<Neighbours>(`findings/${part(run)}/${rank}/neighbours`, { minutes }, signal),

  ingestSummary: (query: { from?: string; to?: string; step?: number }, signal?: AbortSignal) =>
    load<IngestSummary>('ingest-summary', query, signal),

  inputs: (offset: number, limit: number, signal?: AbortSignal) =>
    load<Inputs>('inputs', { offset, limit }, signal),

  runs: (offset: number, limit: number, signal?: AbortSignal) =>
    load<Runs>('runs', { offset, limit }, signal),

  run: (id: string, signal?: AbortSignal) => load<RunDetail>(`runs/${part(id)}`, {}, signal),

  judge: (judgement: JudgedRow & { verdict: Importance }) => send<unknown>('verdicts', judgement),

  withdraw: (row: JudgedRow) => send<unknown>('verdicts/withdraw', row),

  whatIf: (scope: Scope, signal?: AbortSignal) => send<WhatIf>('suppressions/what-if', { scope }, signal),

  suppress: (terms: { scope: Scope; reason: string; expires?: string }) => send<unknown>('suppressions', terms),

  health: (signal?: AbortSignal) => load<Health>('health', {}, signal),
};
