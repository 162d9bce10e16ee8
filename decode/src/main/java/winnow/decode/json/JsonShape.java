// SPDX-License-Identifier: Apache-2.0
package winnow.decode.json;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;

/**
 * What members of JSON objects (RFC 8259) mean, by their paths, such as `flow.start`; a path leads
 * through arrays to each of their elements. The empty path is the root. What no path names is
 * passed over.
 *
 * @param <R> the row that takes the values
 */
public final class JsonShape<R> {
  private final Map<String, JsonShape<R>> members = new HashMap<>();
  private @Nullable Field<R> field;
  private @Nullable Event<R> begin;
  private @Nullable Event<R> end;
  private boolean record;

  /** What a value means. */
  @FunctionalInterface
  public interface Field<R> {
    /** Puts {@code value}, which is valid until the return, where it belongs in {@code row}. */
    void put(R row, CharSequence value) throws BadValueException;
  }

  /** What is done before or after an object. */
  @FunctionalInterface
  public interface Event<R> {
    /** Before, nothing of the object is in {@code row}; after, everything. */
    void happen(R row) throws BadValueException;
  }

  /** Values at {@code path} go to {@code meaning}: each that is neither null nor an object. */
  public JsonShape<R> field(String path, Field<R> meaning) {
    at(path).field = meaning;
    return this;
  }

  /** After each object at {@code path}, {@code event} happens. */
  public JsonShape<R> end(String path, Event<R> event) {
    at(path).end = event;
    return this;
  }

  /**
   * Each object at {@code path} is a record: {@code before} happens before it, {@code after} after
   * it when it is good, and trouble inside it is trouble of that record alone.
   */
  public JsonShape<R> record(String path, Event<R> before, Event<R> after) {
    JsonShape<R> place = at(path);
    place.record = true;
    place.begin = before;
    place.end = after;
    return this;
  }

  private JsonShape<R> at(String path) {
    if (path.isEmpty()) {
      return this;
    }
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    JsonShape<R> member = members.computeIfAbsent(name, key -> new JsonShape<>());
    return dot < 0 ? member : member.at(path.substring(dot + 1));
  }

  @Nullable JsonShape<R> member(String name) {
    return members.get(name);
  }

  boolean hasMembers() {
    return !members.isEmpty();
  }

  @Nullable Field<R> meaning() {
    return field;
  }

  @Nullable Event<R> atBegin() {
    return begin;
  }

  @Nullable Event<R> atEnd() {
    return end;
  }

  boolean isRecord() {
    return record;
  }
}
