// SPDX-License-Identifier: Apache-2.0
package winnow.decode.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import winnow.decode.RejectReason;

/**
 * The members of one JSON object (RFC 8259), which is a line. Scalars are kept as their text,
 * arrays of scalars as lists of texts; members of an object inside are named with a dot, `id.orig`.
 * What is null, or deeper, is passed over. Holds one object at a time.
 */
public final class JsonFields {
  private static final int MAX_FIELDS = 1024;

  private final List<String> names = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /** Takes the members of the object that {@code line} is. */
  public void read(Slice line) throws BadValueException {
    names.clear();
    values.clear();
    try (JsonParser parser =
        Json.FACTORY.createParser(
            ObjectReadContext.empty(), line.bytes(), line.start(), line.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadValueException(RejectReason.MALFORMED, "not a JSON object");
      }
      members(parser, null);
      if (parser.nextToken() != null) {
        throw new BadValueException(RejectReason.MALFORMED, "text after the JSON object");
      }
    } catch (UnexpectedEndOfInputException e) {
      throw new BadValueException(RejectReason.TRUNCATED, "the JSON object is cut off");
    } catch (JacksonException e) {
      throw new BadValueException(RejectReason.MALFORMED, "not JSON: " + firstLine(e));
    }
  }

  /** The elements of the JSON array that {@code text} is, as texts. */
  public static List<String> readArray(Slice text) throws BadValueException {
    try (JsonParser parser =
        Json.FACTORY.createParser(
            ObjectReadContext.empty(), text.bytes(), text.start(), text.length())) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw BadValueException.notA("a JSON array", text, RejectReason.MALFORMED);
      }
      return elements(parser);
    } catch (JacksonException e) {
      throw BadValueException.notA("a JSON array", text, RejectReason.MALFORMED);
    }
  }

  /** Number of members. */
  public int size() {
    return names.size();
  }

  /** Name of member {@code index}. */
  public String name(int index) {
    return names.get(index);
  }

  /** The names of all members. */
  public Collection<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** The text of member {@code index}; of an array, its first element's, or none. */
  public String text(int index) {
    return values.get(index) instanceof List<?> list
        ? list.isEmpty() ? "" : String.valueOf(list.getFirst())
        : String.valueOf(values.get(index));
  }

  /** The elements of member {@code index}; a scalar is one. */
  public List<String> texts(int index) {
    if (values.get(index) instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return List.of(String.valueOf(values.get(index)));
  }

  /** The text of the member called {@code name}, null when there is none. */
  public @Nullable String find(String name) {
    int index = names.indexOf(name);
    return index < 0 ? null : text(index);
  }

  /**
   * Takes the only member of the object, an object itself, in its place.
   *
   * @return the name of that member; null, and all stays, when the object has other members
   */
  public @Nullable String unwrap() {
    int dot = names.isEmpty() ? -1 : names.getFirst().indexOf('.');
    if (dot < 0) {
      return null;
    }
    String prefix = names.getFirst().substring(0, dot + 1);
    for (String name : names) {
      if (!name.startsWith(prefix)) {
        return null;
      }
    }
    names.replaceAll(name -> name.substring(prefix.length()));
    return prefix.substring(0, dot);
  }

  private void members(JsonParser parser, @Nullable String prefix) throws BadValueException {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && prefix == null) {
        members(parser, name);
      } else if (token == JsonToken.START_OBJECT) {
        parser.skipChildren();
      } else if (token == JsonToken.START_ARRAY) {
        add(prefix, name, elements(parser));
      } else if (token != JsonToken.VALUE_NULL) {
        add(prefix, name, parser.getString());
      }
    }
  }

  private void add(@Nullable String prefix, String name, Object value) throws BadValueException {
    if (names.size() == MAX_FIELDS) {
      throw new BadValueException(RejectReason.MALFORMED, "more than " + MAX_FIELDS + " members");
    }
    names.add(prefix == null ? name : prefix + "." + name);
    values.add(value);
  }

  private static List<String> elements(JsonParser parser) {
    List<String> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token.isStructStart()) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        elements.add(parser.getString());
      }
    }
    return elements;
  }

  private static String firstLine(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
