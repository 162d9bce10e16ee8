// SPDX-License-Identifier: Apache-2.0
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // Tables become blocks on small screens, which takes their roles away unless they are spelled out.
    warningFilter: (warning) => warning.code !== 'a11y_no_redundant_roles',
  },
};
