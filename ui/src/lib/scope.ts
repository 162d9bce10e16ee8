// SPDX-License-Identifier: Apache-2.0
// What a suppression applies to.

import type { Scope } from '../api/types';

const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[\da-fA-F]*:[\da-fA-F:.]*)$/;

/** The narrowest scope that hides something again: its host, who found it, and the other side. */
export function scopeOf(host: string, family: string, peer: string | null): Scope {
  const scope: Scope = { host, family };
  const service = /^(\S+) (\d{1,5})\/\d{1,3}$/.exec(peer ?? '');
  const end = service?.[1] ?? peer ?? '';
  if (ADDRESS.test(end)) scope.network = end;
  else if (/^[\w.-]+\.[\w-]+$/.test(end)) scope.domain = end;
  if (service?.[2]) scope.port = service[2];
  return scope;
}

/** Without what is empty. */
export function filled(scope: Scope): Scope {
  return Object.fromEntries(Object.entries(scope).filter(([, text]) => text?.trim())) as Scope;
}
