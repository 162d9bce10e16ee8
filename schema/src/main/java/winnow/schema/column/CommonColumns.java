// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import static winnow.schema.column.Column.column;

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
}
