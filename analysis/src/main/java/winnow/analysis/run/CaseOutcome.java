// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import winnow.lake.catalog.RunEntry;

/**
 * A run over all kinds of telemetry of a day that is in the lake.
 *
 * @param entry the run
 * @param manifest its manifest
 * @param isNew whether it was published now; otherwise an equal run was there before
 */
public record CaseOutcome(RunEntry entry, CaseManifest manifest, boolean isNew) {}
