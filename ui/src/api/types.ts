// SPDX-License-Identifier: Apache-2.0
// The shapes of the API, as /api/v1/openapi.json describes them.

export const KINDS = ['flow', 'dns', 'http'] as const;
export type Kind = (typeof KINDS)[number];

/** What somebody decided. */
export const IMPORTANCES = ['high', 'medium', 'low', 'benign'] as const;
export type Importance = (typeof IMPORTANCES)[number];

/** Conditions that all have to hold. */
export interface Scope {
  host?: string;
  network?: string;
  domain?: string;
  port?: string;
  agent?: string;
  family?: string;
  window?: string;
  hours?: string;
}

/** What suppressions do to a whole list. */
export interface Hidden {
  /** Rows that they hide. */
  rows: number;
  /** Rows that stay, with less evidence. */
  lessened: number;
  by: { id: number; scope: string; author: string; reason: string; rows: number }[];
}

/** What the lists of the last days would lose by one more suppression. */
export interface WhatIf {
  scope: string;
  days: number;
  rows: number;
  lost: number;
  lessened: number;
  alarming: number;
  losses: {
    run: string;
    day: string;
    rank: number;
    effect: 'vanishes' | 'drops' | 'lessens';
    host: string;
    peer: string | null;
    verdict: Importance | null;
    sentence: string;
  }[];
}

/** A value of a telemetry row. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Row = Record<string, Value>;

export interface Column {
  name: string;
  type: 'int' | 'long' | 'timestamp' | 'boolean' | 'double' | 'address' | 'text' | 'text_list' | 'long_list';
  doc: string;
}

export interface DayList {
  kind: Kind;
  run: string;
  method: string;
  findings: number;
  /** Rows that the run scored; null when its manifest does not say. */
  rows: number | null;
}

export interface Day {
  day: string;
  lists: DayList[];
}

export interface Days {
  days: Day[];
}

/** What the network context says about an address. */
export interface Host {
  name?: string;
  network?: string;
  internal?: boolean;
  country?: string;
  organisation?: string;
}

/** One part of a word: how often the document has it, and how often everyone. */
export interface Fact {
  feature: string;
  value: string;
  /** What the value means, in plain words. */
  meaning: string;
  document_rows: number;
  all_rows: number;
  document_share: number;
  all_share: number;
}

/** How likely the row is in the eyes of one of its hosts. */
export interface Side {
  /** The host, client or user whose habits were learned. */
  document: string;
  word: string;
  probability: number;
  document_rows: number;
  all_rows: number;
  facts: Fact[];
}

/** Why a method scored a row as it did; other methods may say other things. */
export interface Explanation {
  score?: number;
  sides?: Side[];
  [other: string]: unknown;
}

export interface Finding {
  run: string;
  day: string;
  kind: Kind;
  method: string;
  rank: number;
  score: number;
  time: string;
  entity: string;
  peer: string | null;
  sentence: string;
  explanation: Explanation;
  row: Row;
  /** Column name to the registered name of its number, such as dst_port to "https". */
  labels: Record<string, string>;
  /** Address to what is known about it. */
  hosts: Record<string, Host>;
  /** The suppression that applies to it. */
  suppressedBy: number | null;
  verdict: Importance | null;
}

export interface Findings {
  day: string;
  kind: Kind;
  run: string;
  /** Findings in the list of the run. */
  total: number;
  /** How many findings, the first by rank, filters, hours, entities and scores look at. */
  searched: number;
  /** Findings that match the filter. */
  matched: number;
  offset: number;
  limit: number;
  /** Matching findings by hour of the day, 24 counts. */
  hours: number[];
  /** The entities with the most matching findings on either side, the most first. */
  entities: { entity: string; findings: number }[];
  /** Lowest and highest score of the whole list. */
  scores: { lowest: number; highest: number } | null;
  suppressed: Hidden;
  findings: Finding[];
}

export interface FindingDetail extends Finding {
  columns: Column[];
}

export interface Neighbours {
  kind: Kind;
  /** What the rows have in common, in words. */
  about: string;
  from: string;
  to: string;
  columns: Column[];
  /** By time; those nearest to the finding where there are more than the limit. */
  rows: Value[][];
  /** Whether more rows matched than are shown. */
  truncated: boolean;
  limit: number;
}

export interface CaseDay {
  day: string;
  run: string;
  method: string;
  finished: string;
  cases: number;
}

export interface CaseDays {
  days: CaseDay[];
}

/** What a family adds to a score. */
export interface FamilyPart {
  family: string;
  bits: number;
}

/** One host on one day, with all that speaks against it. */
export interface Case {
  run: string;
  day: string;
  rank: number;
  host: string;
  /** How likely an ordinary host looks this bad on a day or worse. */
  p: number;
  /** Minus the decimal logarithm of p. */
  score: number;
  /** Whether it is above the alert level. */
  notable: boolean;
  /** Whether there is too little history to judge it well. */
  provisional: boolean;
  families: string[];
  technique: string | null;
  first: string;
  last: string;
  sentence: string;
  /** They sum to the score. */
  parts: FamilyPart[];
  /** How many ordinary hosts are expected to look this bad on the day or worse. */
  expectedFalse: number | null;
  hosts: Record<string, Host>;
  /** Suppressions that apply to some of its evidence; p, score and parts are without it. */
  suppressedBy: number[];
  /** The most alarming on its evidence. */
  verdict: Importance | null;
}

export interface Cases {
  day: string;
  run: string;
  total: number;
  /** How many cases, the first by rank, the filters and the counts look at. */
  searched: number;
  notable: number;
  matched: number;
  offset: number;
  limit: number;
  highest: number;
  families: { family: string; cases: number }[];
  suppressed: Hidden;
  cases: Case[];
}

/** A part of the score of evidence: what was measured, and what it usually is. */
export interface EvidencePart {
  /** With its unit, such as "median interval, s". */
  fact: string;
  value: number;
  /** Of the host itself; null when it has no usual one. */
  usual: number | null;
  fleet: number | null;
  bits: number;
}

export interface Evidence {
  family: string;
  /** The other side, such as "203.0.113.7 443/6", a domain, or what the traffic looks like. */
  peer: string;
  technique: string | null;
  p: number;
  score: number;
  first: string;
  last: string;
  sentence: string;
  /** What the columns of the parts are, in words. */
  columns?: { value: string; usual: string; fleet: string };
  parts: EvidencePart[];
  suppressedBy?: number;
  verdict?: Importance;
}

export interface CaseDetail extends Case {
  explanation: {
    evidence?: Evidence[];
    /** The one fact that would make it normal. */
    normalIf?: string | null;
    [other: string]: unknown;
  };
  /** Where the rows of each evidence are, in the order of the evidence. */
  rows: { kind: Kind; about: string; sql: string }[];
}

export interface HostDay {
  day: string;
  run: string;
  /** Null when there is no evidence about the host on the day. */
  rank: number | null;
  score: number | null;
  notable: boolean;
}

export interface HostDays {
  host: string;
  /** Days that have cases around that of a case, by day. */
  days: HostDay[];
}

export interface IngestSummary {
  from: string;
  to: string;
  step: number;
  /** Start of each bucket, seconds since 1970-01-01T00:00:00Z. */
  times: number[];
  series: { kind: Kind; rows: number[]; total: number }[];
}

export interface Input {
  id: number;
  name: string;
  source: string;
  format: string;
  sha256: string;
  octets: number;
  ingested: string;
  /** Records found in it: accepted, rejected and skipped together. */
  read: number;
  /** Rows stored, by kind. */
  accepted: Record<string, number>;
  /** Bad records, by reason. */
  rejected: Record<string, number>;
  /** Records that are no telemetry, by reason. */
  skipped: Record<string, number>;
}

export interface Inputs {
  total: number;
  offset: number;
  limit: number;
  inputs: Input[];
}

export interface Run {
  id: string;
  day: string;
  /** Null where all kinds were looked at together, which makes cases. */
  kind: Kind | null;
  method: string;
  finished: string;
  findings: number;
  /** SHA-256 of the list. */
  digest: string;
}

export interface Runs {
  total: number;
  offset: number;
  limit: number;
  runs: Run[];
}

export interface RunDetail extends Run {
  manifest: Value;
}

export interface Health {
  status: 'ok';
  version: string;
  /** Folder of the lake that is served. */
  lake: string;
  /** Folder of what is known about addresses and names; null when none was given. */
  context: string | null;
}

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
}
