// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** How JSON is parsed. */
public final class Json {
  private static final int MAX_STRING_CHARS = 1 << 20;

  /** Thousands of names are kept for as long as the process lives. */
  private static final int MAX_NAME_CHARS = 1024;

  /** Makes the parsers of JSON; they do not close what they read. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_STRING_CHARS)
                  .maxNameLength(MAX_NAME_CHARS)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private Json() {}
}
