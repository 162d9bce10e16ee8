// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.RunEntry;
import winnow.schema.TelemetryKind;
import winnow.schema.column.TelemetryTable;

/**
 * Tells programs how the server and its lake are doing: {@code /metrics} in the text format of
 * Prometheus, version 0.0.4; {@code /health/live} while the server runs; {@code /health/ready}
 * while its lake can be read and nothing is wrong with its companion.
 */
final class StatusRoutes {
  private static final int CLASSES = 6;

  private final Lake lake;
  private final Companion companion;

  /** Answers by the first digit of their status. */
  private final AtomicLongArray answers = new AtomicLongArray(CLASSES);

  StatusRoutes(Lake lake, Companion companion) {
    this.lake = lake;
    this.companion = companion;
  }

  void register(RoutesConfig routes) {
    routes.get("/metrics", context -> text(context, metrics()));
    routes.get("/health/live", context -> text(context, "live\n"));
    routes.get("/health/ready", this::ready);
  }

  /** Counts an answer that was given. */
  void count(int status) {
    answers.incrementAndGet(Math.clamp(status / 100, 0, CLASSES - 1));
  }

  private void ready(Context context) {
    List<String> troubles = new ArrayList<>(companion.troubles().get());
    try {
      lake.inputs(0, 1);
    } catch (RuntimeException e) {
      troubles.addFirst("the lake cannot be read: " + e.getMessage());
    }
    boolean isReady = troubles.isEmpty();
    text(
        context.status(isReady ? 200 : 503),
        isReady ? "ready\n" : String.join("\n", troubles) + "\n");
  }

  private static void text(Context context, String text) {
    context.header("Cache-Control", "no-store");
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(text);
  }

  private String metrics() {
    StringBuilder out = new StringBuilder();
    head(out, "winnow_lake_rows", "gauge", "Rows in the lake now.");
    for (TelemetryKind kind : TelemetryKind.values()) {
      long rows = lake.scan(ScanRequest.of(TelemetryTable.of(kind)).select(List.of())).rows();
      sample(out, "winnow_lake_rows{table=\"" + kind.tableName() + "\"}", rows);
    }
    head(out, "winnow_lake_inputs", "gauge", "Inputs in the ledger of the lake.");
    sample(out, "winnow_lake_inputs", lake.inputCount());
    List<LedgerEntry> newest = lake.inputs(0, 1);
    if (!newest.isEmpty()) {
      String name = "winnow_last_ingest_timestamp_seconds";
      head(out, name, "gauge", "When the newest input came in, seconds since the epoch.");
      sample(out, name, newest.getFirst().ingestedAt().getEpochSecond());
    }
    runs(out, lake.runs().list());
    head(out, "winnow_http_requests_total", "counter", "Requests answered, by class of status.");
    for (int i = 1; i < CLASSES; i++) {
      sample(out, "winnow_http_requests_total{status=\"" + i + "xx\"}", answers.get(i));
    }
    return out.append(companion.metrics().get()).toString();
  }

  private static void runs(StringBuilder out, List<RunEntry> runs) {
    head(out, "winnow_lake_runs", "gauge", "Finished analyses that the lake holds.");
    sample(out, "winnow_lake_runs", runs.size());
    if (!runs.isEmpty()) {
      String name = "winnow_last_run_timestamp_seconds";
      head(out, name, "gauge", "When the newest analysis ended, seconds since the epoch.");
      sample(out, name, runs.getFirst().finishedAt().getEpochSecond());
    }
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void sample(StringBuilder out, String name, long value) {
    out.append(name).append(' ').append(value).append('\n');
  }
}
