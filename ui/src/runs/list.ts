// SPDX-License-Identifier: Apache-2.0
import type { Run } from '../api/types';
import { KIND_NAMES } from '../lib/telemetry';

/** Where the list is that a run made. */
export function listOf(run: Run): string {
  return run.kind === null ? `/cases?day=${run.day}` : `/suspicious?day=${run.day}&kind=${run.kind}`;
}

/** What a run looked at. */
export function kindName(run: Run): string {
  return run.kind === null ? 'All kinds' : KIND_NAMES[run.kind];
}
