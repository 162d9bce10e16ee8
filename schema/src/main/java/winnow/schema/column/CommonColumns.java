// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import static winnow.schema.column.Column.column;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import winnow.schema.Observer;
import winnow.schema.RecordBuilder;
import winnow.schema.TelemetryRecord;

/** The columns that every table of telemetry has, but for {@code event_time}. */
final class CommonColumns {
  private CommonColumns() {}

  static <R, B> Column<R, B> ingestTime() {
    return column(2, "ingest_time", "When the row entered the lake, UTC.")
        .ecs("event.ingested")
        .ocsf("metadata.logged_time")
        .odm("event_insertime")
        .ingestTime();
  }

  static <R, B> Column<R, B> source() {
    return column(3, "source", "Configured name of the source, or name of the input file.")
        .ecs("log.file.path")
        .ocsf("metadata.log_name")
        .source();
  }

  /** The column of {@link Observer#exporter}; {@code more} adds names of one table alone. */
  static <R extends TelemetryRecord, B extends RecordBuilder<R>> Column<R, B> exporter(
      UnaryOperator<Column.Declaration> more) {
    return more.apply(
            column(4, "exporter", "Address or name of the exporter, sensor, server or proxy.")
                .zeek("_node_name")
                .ecs("observer.name")
                .ocsf("device.name")
                .odm("dvc_host"))
        .texts(
            record -> record.observer().exporter(),
            (builder, exporter) ->
                builder.observer(new Observer(exporter, builder.observer().domain())));
  }

  /** The column of {@link Observer#domain}; {@code more} adds names of one table alone. */
  static <R extends TelemetryRecord, B extends RecordBuilder<R>> Column<R, B> observationDomain(
      UnaryOperator<Column.Declaration> more) {
    return more.apply(
            column(5, "observation_domain", "Observation domain or engine id within the exporter."))
        .longs(
            record -> record.observer().domain(),
            (builder, domain) ->
                builder.observer(new Observer(builder.observer().exporter(), domain)));
  }

  /** One field of each of {@code parts}. */
  static <P, T> List<T> parts(List<P> parts, Function<P, T> field) {
    if (parts.isEmpty()) {
      return List.of();
    }
    if (parts.size() == 1) {
      return List.of(field.apply(parts.getFirst()));
    }
    List<T> fields = new ArrayList<>(parts.size());
    for (P part : parts) {
      fields.add(field.apply(part));
    }
    return fields;
  }

  /**
   * Writes one field of several parts of a record, which several columns build up together.
   *
   * @param blank a part of which nothing is known yet
   */
  static <P, T> List<P> merge(List<P> parts, List<T> values, P blank, BiFunction<P, T, P> with) {
    if (values.isEmpty()) {
      return parts;
    }
    List<P> merged = new ArrayList<>(parts);
    for (int i = 0; i < values.size(); i++) {
      if (i == merged.size()) {
        merged.add(blank);
      }
      merged.set(i, with.apply(merged.get(i), values.get(i)));
    }
    return merged;
  }
}
