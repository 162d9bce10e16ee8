// SPDX-License-Identifier: Apache-2.0
package winnow.server.casebook;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import winnow.server.api.Request;
import winnow.server.api.RequestException;

/** Reads what is sent with a request, with checks: nothing is guessed, nothing silently ignored. */
final class Body {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int LONGEST_TEXT = 2000;

  private Body() {}

  /** The JSON object of {@code request}. */
  static <T> T read(Request request, Class<T> type) {
    if (request.body().isEmpty()) {
      throw RequestException.wrong("the request has no body: expected a JSON object");
    }
    try {
      return MAPPER.readValue(request.body(), type);
    } catch (JacksonException e) {
      throw RequestException.wrong("the body cannot be read: " + e.getOriginalMessage());
    }
  }

  /** A text that has to be given. */
  static String required(String name, @org.jspecify.annotations.Nullable String text) {
    if (text == null || text.isBlank()) {
      throw RequestException.wrong(name + " is missing");
    }
    if (text.length() > LONGEST_TEXT) {
      throw RequestException.wrong(name + " is longer than " + LONGEST_TEXT + " characters");
    }
    return text;
  }
}
