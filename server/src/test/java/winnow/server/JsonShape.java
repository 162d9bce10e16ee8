// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Checks JSON against the schemas of an OpenAPI document. Knows the keywords that our document
 * uses, and fails on any other, so that none is passed over.
 */
final class JsonShape {
  private final JsonNode document;
  private final List<String> faults = new ArrayList<>();

  JsonShape(JsonNode document) {
    this.document = document;
  }

  /** What is wrong with {@code value}, each with where it is. */
  List<String> faults(JsonNode schema, JsonNode value) {
    check(schema, value, "$");
    return faults;
  }

  /** The part of the document that a reference means; the node itself when it is none. */
  static JsonNode resolve(JsonNode document, JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isMissingNode()
        ? node
        : resolve(document, document.at(reference.asString().substring(1)));
  }

  private void check(JsonNode schema, JsonNode value, String at) {
    for (Map.Entry<String, JsonNode> rule : schema.properties()) {
      check(rule.getKey(), rule.getValue(), schema, value, at);
    }
  }

  private void check(String keyword, JsonNode rule, JsonNode schema, JsonNode value, String at) {
    switch (keyword) {
      case "$ref" -> check(document.at(rule.asString().substring(1)), value, at);
      case "allOf" -> rule.forEach(part -> check(part, value, at));
      case "type" -> expect(isOfType(rule, value), at, "is not of type " + rule, value);
      case "enum" -> expect(isOneOf(rule, value), at, "is none of " + rule, value);
      case "minimum" -> expect(value.asDouble() >= rule.asDouble(), at, "is below " + rule, value);
      case "minItems" -> expect(value.size() >= rule.asInt(), at, "is shorter", value);
      case "maxItems" -> expect(value.size() <= rule.asInt(), at, "is longer", value);
      case "format" -> expect(hasFormat(rule.asString(), value), at, "is no " + rule, value);
      case "required" ->
          rule.forEach(name ->
              expect(value.isNull() || value.has(name.asString()), at, "lacks " + name, value));
      case "properties" ->
          rule.properties()
              .forEach(property -> {
                if (value.has(property.getKey())) {
                  check(
                      property.getValue(),
                      value.get(property.getKey()),
                      at + "." + property.getKey());
                }
              });
      case "additionalProperties" -> additional(rule, schema, value, at);
      case "items" -> {
        for (int i = 0; i < value.size(); i++) {
          check(rule, value.get(i), at + "[" + i + "]");
        }
      }
      case "description" -> {}
      default -> throw new AssertionError("keyword " + keyword + " is not understood");
    }
  }

  private void additional(JsonNode rule, JsonNode schema, JsonNode value, String at) {
    for (Map.Entry<String, JsonNode> property : value.properties()) {
      if (schema.path("properties").has(property.getKey())) {
        continue;
      }
      if (rule.isBoolean()) {
        expect(rule.asBoolean(), at, "has " + property.getKey(), value);
      } else {
        check(rule, property.getValue(), at + "." + property.getKey());
      }
    }
  }

  private static boolean isOfType(JsonNode types, JsonNode value) {
    if (types.isArray()) {
      for (JsonNode type : types) {
        if (isOfType(type, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (types.asString()) {
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "null" -> value.isNull();
      default -> throw new AssertionError("type " + types + " is not understood");
    };
  }

  private static boolean isOneOf(JsonNode values, JsonNode value) {
    for (JsonNode one : values) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasFormat(String format, JsonNode value) {
    try {
      switch (format) {
        case "date" -> LocalDate.parse(value.asString());
        case "date-time" -> Instant.parse(value.asString());
        default -> throw new AssertionError("format " + format + " is not understood");
      }
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void expect(boolean holds, String at, String otherwise, JsonNode value) {
    if (!holds) {
      faults.add(at + " " + otherwise + ": " + value);
    }
  }
}
