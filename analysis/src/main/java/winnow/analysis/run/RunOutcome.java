// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import winnow.analysis.score.SpotResult;
import winnow.lake.catalog.RunEntry;

/**
 * A run that is in the lake.
 *
 * @param entry the run
 * @param manifest its manifest
 * @param result what it found
 * @param isNew whether it was published now; otherwise an equal run was there before
 */
public record RunOutcome(RunEntry entry, RunManifest manifest, SpotResult result, boolean isNew) {}
