// SPDX-License-Identifier: Apache-2.0
// What people decide on the pages; lists and details follow.

import { api, type JudgedRow } from '../api/client';
import { IMPORTANCES, type Importance } from '../api/types';

class Decisions {
  /** How many were made since the page was loaded. */
  made = $state(0);
  /** Why the last one could not be made. */
  failure = $state<string>();

  /** Sets the verdict; the one that is there already is withdrawn. */
  async judge(row: JudgedRow, importance: Importance, now: Importance | null): Promise<void> {
    try {
      if (importance === now) await api.withdraw(row);
      else await api.judge({ ...row, verdict: importance });
      this.done();
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  done(): void {
    this.failure = undefined;
    this.made++;
  }
}

export const decisions = new Decisions();

/** The importance that a key means. */
export function importanceOf(key: string): Importance | undefined {
  return IMPORTANCES.find((importance) => importance[0] === key);
}
