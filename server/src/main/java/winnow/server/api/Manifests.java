// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import winnow.lake.catalog.RunEntry;

/** What the pages need out of the manifests of runs. */
final class Manifests {
  private Manifests() {}

  static JsonNode parse(RunEntry run) {
    return StoredJson.parse(run.manifest(), "manifest of run " + run.id());
  }

  /** How many rows the run looked at; null when its manifest does not say. */
  static @Nullable Long rows(RunEntry run) {
    JsonNode rows = parse(run).path("rows");
    return rows.isIntegralNumber() ? rows.longValue() : null;
  }
}
