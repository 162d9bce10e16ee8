// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.CsvPrinter;
import winnow.app.terminal.NdjsonPrinter;
import winnow.app.terminal.ResultPrinter;
import winnow.lake.Lake;
import winnow.lake.search.Search;
import winnow.lake.search.SearchRows;

/** SQL over the lake. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Runs one SQL statement over the lake and prints its rows.",
      "",
      "The tables are flow, dns, http, finding and cases (columns: docs/reference/columns.md); the dialect is"
          + " DuckDB's. Nothing can be written and no other file can be read."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow search \"select src_addr, sum(octets) from flow group by all order by 2 desc limit 9\"",
      "  winnow search --ndjson \"select * from dns where query like '%%.example.org'\"",
      "  winnow search \"select * from flow where in_network(dst_addr, '10.1.0.0/16')\"",
    })
final class SearchCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;

  @Parameters(arity = "1", paramLabel = "SQL", description = "one SELECT statement")
  String sql;

  @Option(names = "--ndjson", description = "one JSON object a row instead of CSV")
  boolean ndjson;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "give up after so long; no limit when left out")
  @Nullable Integer timeoutSeconds;

  @Override
  public Integer call() {
    Duration timeout = timeoutSeconds == null ? null : Duration.ofSeconds(timeoutSeconds);
    PrintWriter out = spec.commandLine().getOut();
    try (Lake opened = lake.open();
        Search search = opened.search();
        SearchRows rows = search.query(sql, timeout)) {
      ResultPrinter printer = ndjson ? new NdjsonPrinter(out) : new CsvPrinter(out);
      printer.header(rows.columns());
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        printer.row(row);
      }
    }
    out.flush();
    return ExitCode.OK;
  }
}
