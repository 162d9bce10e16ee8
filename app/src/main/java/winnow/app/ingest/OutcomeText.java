// SPDX-License-Identifier: Apache-2.0
package winnow.app.ingest;

import java.io.PrintWriter;
import java.util.List;
import winnow.app.terminal.Amounts;
import winnow.collector.IngestOutcome;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.format.Formats;
import winnow.lake.catalog.InputCounts;

/** Says what became of files, where there is something to say. */
final class OutcomeText {
  private static final int SAMPLES_SHOWN = 3;

  private final PrintWriter err;
  private boolean isAdvised;

  OutcomeText(PrintWriter err) {
    this.err = err;
  }

  void explain(IngestOutcome outcome) {
    switch (outcome) {
      case IngestOutcome.Ingested done -> {
        if (!done.entry().counts().rejected().isEmpty()) {
          err.println(done.file().label() + ": " + counts(done.entry().counts()));
          samples(done.samples());
          adviseOn(done.entry().counts());
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
        adviseOn(none.counts());
      }
      case IngestOutcome.Refused refused -> {
        err.println(refused.file().label() + ": " + refused.reason());
        adviseOn(refused);
      }
      case IngestOutcome.Failed failed ->
          err.println(failed.file().label() + ": failed: " + failed.reason());
    }
    err.flush();
  }

  private void adviseOn(IngestOutcome.Refused refused) {
    if (refused.reason().startsWith(Formats.UNKNOWN_TEXT) && !isAdvised) {
      isAdvised = true;
      err.println(
          "  tables and JSON lines of any make can be read with --mapping ('winnow help check"
              + " mapping', docs/how-to/mapping.md), access logs with --layout");
    }
  }

  private void adviseOn(InputCounts counts) {
    if (counts.rejected().containsKey(RejectReason.MISSING_TEMPLATE.label())) {
      err.println(
          "  templates may be in another file of the exporter: put its files together in the order of"
              + " their times, such as cat a b | winnow ingest -");
    }
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
