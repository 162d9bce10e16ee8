// SPDX-License-Identifier: Apache-2.0
package winnow.server.casebook;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import winnow.server.api.Request;
import winnow.server.api.RequestException;

/** Reads what is sent with a request, with checks: nothing is guessed, nothing silently ignored. */
final class Body {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final int LONGEST_TEXT = 2000;

  private Body() {}

  /** The JSON object of {@code request}. */
  static <T> T read(Request request, Class<T> type) {
    if (request.body().isEmpty()) {
      throw RequestException.wrong("the request has no body: expected a JSON object");
    }
    try {
      T read = MAPPER.readValue(request.body(), type);
      if (read != null) {
        return read;
      }
    } catch (JacksonException e) {
      throw RequestException.wrong("the body cannot be read: " + e.getOriginalMessage());
    }
    throw RequestException.wrong("the body is null: expected a JSON object");
  }

  /** A text that has to be given. */
  static String required(String name, @Nullable String text) {
    String given = optional(name, text);
    if (given == null || given.isBlank()) {
      throw RequestException.wrong(name + " is missing");
    }
    return given;
  }

  /** A text that may be left out. */
  static @Nullable String optional(String name, @Nullable String text) {
    if (text != null && text.length() > LONGEST_TEXT) {
      throw RequestException.wrong(name + " is longer than " + LONGEST_TEXT + " characters");
    }
    return text;
  }
}
