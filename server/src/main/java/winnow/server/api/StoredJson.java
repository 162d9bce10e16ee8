// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.schema.Finding;

/** Reads the JSON texts that the lake keeps in its columns. */
final class StoredJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private StoredJson() {}

  /** The {@code column} of a finding. */
  static JsonNode parse(String json, String column, Finding finding) {
    return parse(json, column + " of finding " + finding.rank() + " of run " + finding.runId());
  }

  static JsonNode parse(String json, String what) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalStateException(what + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
