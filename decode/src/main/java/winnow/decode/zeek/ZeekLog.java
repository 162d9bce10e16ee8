// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import winnow.schema.TelemetryKind;

/**
 * A log of Zeek that is read.
 *
 * @param path its name in `#path` and `_path`
 * @param kinds what its rows become; none when they only tell of connections
 * @param newRow makes rows
 * @param fields what its fields mean; others are passed over
 * @param signs sets of fields; a log with all fields of one of them is this one
 * @param foreign fields that this log never has
 */
record ZeekLog<R extends ZeekRow>(
    String path,
    Set<TelemetryKind> kinds,
    Supplier<R> newRow,
    Map<String, ZeekField<R>> fields,
    List<Set<String>> signs,
    Set<String> foreign) {
  /** Fields under way of one row of this log. */
  RowReader<R> newReader() {
    return new RowReader<>(this, newRow.get());
  }

  /** Whether fields called {@code names} make up this log. */
  boolean hasSigns(Collection<String> names) {
    return signs.stream().anyMatch(names::containsAll)
        && foreign.stream().noneMatch(names::contains);
  }

  /** The row of one log, with what its fields mean. */
  static final class RowReader<R extends ZeekRow> {
    private final ZeekLog<R> log;
    private final R row;

    private RowReader(ZeekLog<R> log, R row) {
      this.log = log;
      this.row = row;
    }

    R row() {
      return row;
    }

    ZeekLog<R> log() {
      return log;
    }

    /** What the field called {@code name} means, null when it is passed over. */
    @Nullable ZeekField<R> field(String name) {
      return log.fields.get(name);
    }
  }
}
