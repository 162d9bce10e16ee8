// SPDX-License-Identifier: Apache-2.0
// What the families of evidence are called, and what they look at.

interface Family {
  name: string;
  sees: string;
}

const FAMILIES: Record<string, Family> = {
  beacon: { name: 'Beacon', sees: 'contacts at intervals too even for chance or for people' },
  'dns-tunnel': { name: 'DNS tunnel', sees: 'information carried out in names that are asked for' },
  domains: { name: 'Domains', sees: 'domains that are rare for the host, or for all' },
  queries: { name: 'Queries', sees: 'kinds of DNS queries that are rare for the host, or for all' },
  names: { name: 'Names', sees: 'more names than the host asks for on other days' },
  sites: { name: 'Sites', sees: 'web sites that are rare for the host, or for all' },
  requests: { name: 'Requests', sees: 'kinds of web requests that are rare for the host, or for all' },
  edges: { name: 'Edges', sees: 'services inside that the host, or any host, seldom goes to' },
  contacts: { name: 'Contacts', sees: 'more contacts than the host has on other days' },
  behaviour: { name: 'Behaviour', sees: 'kinds of flows that are rare for the host, or for all' },
  scans: { name: 'Scans', sees: 'more that does not answer than on other days' },
  logons: { name: 'Logons', sees: 'more connections to the same place than on other days' },
  uploads: { name: 'Uploads', sees: 'more data sent than on other days' },
  downloads: { name: 'Downloads', sees: 'more data received than on other days' },
};

/** What people call a family. */
export function familyName(family: string): string {
  return FAMILIES[family]?.name ?? family;
}

/** What a family looks at; nothing when it is not known. */
export function familySees(family: string): string | undefined {
  return FAMILIES[family]?.sees;
}

/** The class that gives a family its colour. */
export function tone(family: string): string {
  return family in FAMILIES ? `tone tone-${family}` : 'tone';
}
