// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * The one declaration of a column of a table.
 *
 * @param id number of the column in the table format; never changes, never used again
 * @param name name of the column
 * @param type type of its values
 * @param doc one line: what it is, with its unit
 * @param names what other vocabularies call it
 * @param access how it is read and written
 * @param <R> the kind of record
 * @param <B> its builder
 */
public record Column<R, B>(
    int id,
    String name,
    ColumnType type,
    String doc,
    ColumnNames names,
    ColumnAccess<R, B> access) {

  /** Whether a row may have no value here. Lists are never absent, only empty. */
  public boolean isOptional() {
    return switch (access) {
      case ColumnAccess.Longs<R, B> always -> false;
      case ColumnAccess.Doubles<R, B> always -> false;
      case ColumnAccess.IngestTime<R, B> always -> false;
      case ColumnAccess.Source<R, B> always -> false;
      case ColumnAccess.TextLists<R, B> always -> false;
      case ColumnAccess.LongLists<R, B> always -> false;
      case ColumnAccess.OptionalLongs<R, B> sometimes -> true;
      case ColumnAccess.Addresses<R, B> sometimes -> true;
      case ColumnAccess.Texts<R, B> sometimes -> true;
    };
  }

  @Override
  public String toString() {
    return name;
  }

  /** Starts a declaration. */
  static Declaration column(int id, String name, String doc) {
    return new Declaration(id, name, doc);
  }

  /** A declaration under way: names first, then the type with its access, which ends it. */
  static final class Declaration {
    private final int id;
    private final String name;
    private final String doc;
    private @Nullable String ipfix;
    private @Nullable String zeek;
    private @Nullable String ecs;
    private @Nullable String ocsf;
    private @Nullable String odm;
    private @Nullable String spot;

    private Declaration(int id, String name, String doc) {
      this.id = id;
      this.name = name;
      this.doc = doc;
    }

    Declaration ipfix(String element) {
      ipfix = element;
      return this;
    }

    Declaration zeek(String field) {
      zeek = field;
      return this;
    }

    Declaration ecs(String field) {
      ecs = field;
      return this;
    }

    Declaration ocsf(String attribute) {
      ocsf = attribute;
      return this;
    }

    Declaration odm(String attribute) {
      odm = attribute;
      return this;
    }

    Declaration spot(String column) {
      spot = column;
      return this;
    }

    <R, B> Column<R, B> timestamp(ToLongFunction<R> get, ObjLongConsumer<B> set) {
      return end(ColumnType.TIMESTAMP, new ColumnAccess.Longs<>(get, set));
    }

    <R, B> Column<R, B> optionalTimestamp(
        Function<R, @Nullable Long> get, BiConsumer<B, @Nullable Long> set) {
      return end(ColumnType.TIMESTAMP, new ColumnAccess.OptionalLongs<>(get, set));
    }

    <R, B> Column<R, B> longs(ToLongFunction<R> get, ObjLongConsumer<B> set) {
      return end(ColumnType.LONG, new ColumnAccess.Longs<>(get, set));
    }

    <R, B> Column<R, B> optionalLongs(
        Function<R, @Nullable Long> get, BiConsumer<B, @Nullable Long> set) {
      return end(ColumnType.LONG, new ColumnAccess.OptionalLongs<>(get, set));
    }

    <R, B> Column<R, B> ints(ToLongFunction<R> get, ObjLongConsumer<B> set) {
      return end(ColumnType.INT, new ColumnAccess.Longs<>(get, set));
    }

    <R, B> Column<R, B> optionalInts(
        Function<R, @Nullable Integer> get, BiConsumer<B, @Nullable Integer> set) {
      return end(
          ColumnType.INT,
          new ColumnAccess.OptionalLongs<>(
              get,
              (builder, value) -> set.accept(builder, value == null ? null : value.intValue())));
    }

    <R, B> Column<R, B> booleans(Predicate<R> get, BiConsumer<B, Boolean> set) {
      return end(
          ColumnType.BOOLEAN,
          new ColumnAccess.Longs<>(
              record -> get.test(record) ? 1 : 0,
              (builder, value) -> set.accept(builder, value != 0)));
    }

    <R, B> Column<R, B> optionalBooleans(
        Function<R, @Nullable Boolean> get, BiConsumer<B, @Nullable Boolean> set) {
      return end(
          ColumnType.BOOLEAN,
          new ColumnAccess.OptionalLongs<>(
              record -> {
                Boolean value = get.apply(record);
                return value == null ? null : value ? 1L : 0L;
              },
              (builder, value) -> set.accept(builder, value == null ? null : value != 0)));
    }

    <R, B> Column<R, B> doubles(ToDoubleFunction<R> get, ObjDoubleConsumer<B> set) {
      return end(ColumnType.DOUBLE, new ColumnAccess.Doubles<>(get, set));
    }

    <R, B> Column<R, B> addresses(
        Function<R, @Nullable IpAddress> get, BiConsumer<B, @Nullable IpAddress> set) {
      return end(ColumnType.ADDRESS, new ColumnAccess.Addresses<>(get, set));
    }

    <R, B> Column<R, B> texts(
        Function<R, @Nullable String> get, BiConsumer<B, @Nullable String> set) {
      return end(ColumnType.TEXT, new ColumnAccess.Texts<>(get, set));
    }

    <R, B> Column<R, B> textLists(Function<R, List<String>> get, BiConsumer<B, List<String>> set) {
      return end(ColumnType.TEXT_LIST, new ColumnAccess.TextLists<>(get, set));
    }

    <R, B> Column<R, B> longLists(Function<R, List<Long>> get, BiConsumer<B, List<Long>> set) {
      return end(ColumnType.LONG_LIST, new ColumnAccess.LongLists<>(get, set));
    }

    <R, B> Column<R, B> ingestTime() {
      return end(ColumnType.TIMESTAMP, new ColumnAccess.IngestTime<>());
    }

    <R, B> Column<R, B> source() {
      return end(ColumnType.TEXT, new ColumnAccess.Source<>());
    }

    private <R, B> Column<R, B> end(ColumnType type, ColumnAccess<R, B> access) {
      return new Column<>(
          id, name, type, doc, new ColumnNames(ipfix, zeek, ecs, ocsf, odm, spot), access);
    }
  }
}
