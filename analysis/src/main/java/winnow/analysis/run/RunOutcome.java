// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import winnow.lake.catalog.RunEntry;

/**
 * A run that is in the lake.
 *
 * @param entry the run
 * @param manifest its manifest
 * @param isNew whether it was made now, and not found there
 */
public record RunOutcome(RunEntry entry, RunManifest manifest, boolean isNew) {}
