// SPDX-License-Identifier: Apache-2.0
package winnow.app.ingest;

import java.io.PrintWriter;
import java.util.List;
import winnow.app.terminal.Amounts;
import winnow.collector.IngestOutcome;
import winnow.decode.Rejection;
import winnow.lake.catalog.InputCounts;

/** Says what became of files, where there is something to say. */
final class OutcomeText {
  private static final int SAMPLES_SHOWN = 3;

  private final PrintWriter err;

  OutcomeText(PrintWriter err) {
    this.err = err;
  }

  void explain(IngestOutcome outcome) {
    switch (outcome) {
      case IngestOutcome.Ingested done -> {
        if (!done.entry().counts().rejected().isEmpty()) {
          err.println(done.file().label() + ": " + counts(done.entry().counts()));
          samples(done.samples());
        }
      }
      case IngestOutcome.Known known -> {}
      case IngestOutcome.NothingUsable none -> {
        err.println(
            none.file().label()
                + ": nothing usable, read as "
                + none.format()
                + ": "
                + counts(none.counts()));
        samples(none.samples());
      }
      case IngestOutcome.Refused refused ->
          err.println(refused.file().label() + ": " + refused.reason());
      case IngestOutcome.Failed failed ->
          err.println(failed.file().label() + ": failed: " + failed.reason());
    }
    err.flush();
  }

  /** The first rejections, one a line. */
  void samples(List<Rejection> samples) {
    samples.stream()
        .limit(SAMPLES_SHOWN)
        .forEach(s -> err.println("  at byte " + s.offset() + ": " + s.detail()));
  }

  private static String counts(InputCounts counts) {
    StringBuilder text = new StringBuilder(Amounts.count(counts.accepted()) + " accepted");
    if (!counts.rejected().isEmpty()) {
      text.append("; rejected: ").append(Amounts.byReason(counts.rejected()));
    }
    if (!counts.skipped().isEmpty()) {
      text.append("; skipped: ").append(Amounts.byReason(counts.skipped()));
    }
    return text.toString();
  }
}
