// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns DuckDB's values into plain ones. */
final class SearchValue {
  private SearchValue() {}

  static @Nullable Object of(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case Number number -> number;
      case Boolean truth -> truth;
      case OffsetDateTime time -> time.toInstant();
      case Timestamp time -> time.toLocalDateTime().toInstant(ZoneOffset.UTC);
      case LocalDate date -> date;
      case LocalTime time -> time;
      case Array array -> list((Object[]) array.getArray());
      case Struct struct -> list(struct.getAttributes());
      case Map<?, ?> map -> map(map);
      case Blob blob -> HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
      default -> value.toString();
    };
  }

  private static List<@Nullable Object> list(@Nullable Object[] elements) throws SQLException {
    List<@Nullable Object> list = new ArrayList<>(elements.length);
    for (Object element : Arrays.asList(elements)) {
      list.add(of(element));
    }
    return list;
  }

  private static Map<@Nullable Object, @Nullable Object> map(Map<?, ?> map) throws SQLException {
    Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      plain.put(of(entry.getKey()), of(entry.getValue()));
    }
    return plain;
  }
}
