// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import winnow.lake.catalog.RunEntry;

/**
 * What the pages need out of the manifests of runs. A manifest may name thousands of files and
 * never changes, so what was read is kept. Thread-safe.
 */
final class Manifests {
  private final Map<String, OptionalLong> rows = new ConcurrentHashMap<>();

  static JsonNode parse(RunEntry run) {
    return StoredJson.parse(run.manifest(), "manifest of run " + run.id());
  }

  /** How many rows the run scored; empty when its manifest does not say. */
  OptionalLong rows(RunEntry run) {
    return rows.computeIfAbsent(
        run.id(),
        id -> {
          JsonNode valid = parse(run).path("rows").path("valid");
          return valid.isIntegralNumber()
              ? OptionalLong.of(valid.longValue())
              : OptionalLong.empty();
        });
  }
}
