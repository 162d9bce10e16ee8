// SPDX-License-Identifier: Apache-2.0
import { api } from '../api/client';
import type { Health } from '../api/types';
import { Loaded } from './loaded.svelte';

/** What the server serves, asked once. */
export const served = new Loaded<Health>();

served.load((signal) => api.health(signal));
