// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import winnow.lake.Lake;
import winnow.lake.catalog.LedgerEntry;
import winnow.lake.catalog.RunEntry;
import winnow.schema.TelemetryKind;

/** What came in, and which analyses were run over it. */
final class LedgerRoutes {
  private final Lake lake;

  LedgerRoutes(Lake lake) {
    this.lake = lake;
  }

  record InputPage(int total, int offset, int limit, List<InputView> inputs) {}

  record InputView(
      long id,
      String name,
      String source,
      String format,
      String sha256,
      long octets,
      Instant ingested,
      long read,
      Map<String, Long> accepted,
      Map<String, Long> rejected,
      Map<String, Long> skipped) {}

  record RunPage(int total, int offset, int limit, List<RunView> runs) {}

  record RunView(
      String id,
      LocalDate day,
      @Nullable String kind,
      String method,
      Instant finished,
      long findings,
      String digest) {}

  record RunDetail(@JsonUnwrapped RunView run, JsonNode manifest) {}

  /** The ledger, the newest input first. */
  InputPage inputs(Request request) {
    Page page = Page.of(request);
    List<LedgerEntry> inputs = lake.inputs(page.offset(), page.limit());
    return new InputPage(
        lake.inputCount(),
        page.offset(),
        page.limit(),
        inputs.stream().map(LedgerRoutes::view).toList());
  }

  /** The runs, the newest first. */
  RunPage runs(Request request) {
    Page page = Page.of(request);
    List<RunEntry> all = lake.runs().list();
    return new RunPage(
        all.size(),
        page.offset(),
        page.limit(),
        page.of(all).stream().map(LedgerRoutes::view).toList());
  }

  /** One run with its manifest. */
  RunDetail run(Request request) {
    String id = request.part("id");
    RunEntry run =
        lake.runs().find(id).orElseThrow(() -> RequestException.missing("there is no run " + id));
    return new RunDetail(view(run), Manifests.parse(run));
  }

  private static InputView view(LedgerEntry entry) {
    Map<String, Long> accepted = new LinkedHashMap<>();
    entry.rows().forEach((kind, rows) -> accepted.put(kind.tableName(), rows));
    return new InputView(
        entry.id(),
        entry.input().name(),
        entry.input().source(),
        entry.input().format(),
        entry.input().sha256(),
        entry.input().sizeBytes(),
        entry.ingestedAt(),
        entry.counts().accepted() + sum(entry.counts().rejected()) + sum(entry.counts().skipped()),
        accepted,
        entry.counts().rejected(),
        entry.counts().skipped());
  }

  private static RunView view(RunEntry run) {
    TelemetryKind kind = run.kind();
    return new RunView(
        run.id(),
        run.day(),
        kind == null ? null : kind.tableName(),
        run.method(),
        run.finishedAt(),
        run.findings(),
        run.listDigest());
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
