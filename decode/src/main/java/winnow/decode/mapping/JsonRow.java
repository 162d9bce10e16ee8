// SPDX-License-Identifier: Apache-2.0
package winnow.decode.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Json;
import winnow.decode.text.Slice;

/**
 * The wanted members of a JSON object, which is a line. A path such as {@code a.b.c} leads through
 * objects, and through all objects of arrays; a member whose name has dots is found by its whole
 * name. What is null is passed over. Holds one line at a time.
 */
final class JsonRow {
  private static final int MAX_PATHS = 1_000;

  private final Node root = new Node();
  private final List<List<String>> values = new ArrayList<>();

  /** A place in objects that is wanted, or leads to one. */
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private int slot = -1;
  }

  /** A reader of the members at {@code paths}. */
  JsonRow(List<String> paths) {
    for (String path : paths) {
      int slot = values.size();
      values.add(new ArrayList<>());
      root.children.computeIfAbsent(path, name -> new Node()).slot = slot;
      Node node = root;
      for (String name : path.split("\\.", -1)) {
        node = node.children.computeIfAbsent(name, n -> new Node());
      }
      node.slot = slot;
    }
  }

  /** Reads the object that {@code line} is. */
  void read(Slice line) throws BadValueException {
    values.forEach(List::clear);
    try (JsonParser parser = open(line)) {
      members(parser, root);
      if (parser.nextToken() != null) {
        throw new BadValueException(RejectReason.MALFORMED, "text after the JSON object");
      }
    } catch (UnexpectedEndOfInputException e) {
      throw new BadValueException(RejectReason.TRUNCATED, "the JSON object is cut off");
    } catch (JacksonException e) {
      throw new BadValueException(RejectReason.MALFORMED, "not JSON: " + e.getOriginalMessage());
    }
  }

  /** The values at path {@code index}; more than one in arrays. */
  List<String> values(int index) {
    return values.get(index);
  }

  /** Adds the paths of all scalars in the object that {@code line} is. */
  static void addPaths(Slice line, Set<String> paths) throws BadValueException {
    try (JsonParser parser = open(line)) {
      addPaths(parser, "", paths);
    } catch (JacksonException e) {
      throw new BadValueException(RejectReason.MALFORMED, "not JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonParser open(Slice line) throws BadValueException {
    JsonParser parser =
        Json.FACTORY.createParser(
            ObjectReadContext.empty(), line.bytes(), line.start(), line.length());
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new BadValueException(RejectReason.MALFORMED, "not a JSON object");
    }
    return parser;
  }

  private void members(JsonParser parser, Node node) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Node child = node.children.get(parser.currentName());
      parser.nextToken();
      if (child == null) {
        parser.skipChildren();
      } else {
        value(parser, child);
      }
    }
  }

  private void value(JsonParser parser, Node node) {
    @Nullable JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      members(parser, node);
    } else if (token == JsonToken.START_ARRAY) {
      for (JsonToken next = parser.nextToken();
          next != null && next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        value(parser, node);
      }
    } else if (node.slot >= 0 && token != JsonToken.VALUE_NULL) {
      values.get(node.slot).add(parser.getString());
    }
  }

  private static void addPaths(JsonParser parser, String prefix, Set<String> paths) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String path = prefix.isEmpty() ? parser.currentName() : prefix + "." + parser.currentName();
      parser.nextToken();
      addValue(parser, path, paths);
    }
  }

  private static void addValue(JsonParser parser, String path, Set<String> paths) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      addPaths(parser, path, paths);
    } else if (token == JsonToken.START_ARRAY) {
      for (JsonToken next = parser.nextToken();
          next != null && next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        addValue(parser, path, paths);
      }
    } else if (paths.size() < MAX_PATHS) {
      paths.add(path);
    }
  }
}
