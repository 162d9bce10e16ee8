// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import winnow.analysis.word.DomainClasses;
import winnow.schema.TelemetryKind;

/** Reads all rows of a source once, in parallel, and counts their words. */
public final class RowCounter {
  private final RowSource source;
  private final DomainClasses classes;
  private final Progress progress;
  private final SharedTexts addresses = new SharedTexts();
  private final HttpTexts httpTexts = new HttpTexts();
  private final List<Share> shares = new ArrayList<>();
  private final PartRows[] parts;
  private final int[] shareOfPart;
  private final AtomicInteger done = new AtomicInteger();

  public RowCounter(RowSource source, DomainClasses classes, Progress progress) {
    this.source = source;
    this.classes = classes;
    this.progress = progress;
    parts = new PartRows[source.parts()];
    shareOfPart = new int[source.parts()];
  }

  /** Counts all rows; once. */
  public Counted count(Workers workers) {
    progress.report(Progress.Stage.COUNT, 0, parts.length);
    workers.run(parts.length, this::worker);
    shares.forEach(share -> share.tally().freeze());
    return new Counted(source.kind(), addresses, httpTexts, shares);
  }

  /** The rows of each part. */
  public PartRows[] parts() {
    return parts;
  }

  /** Which share each part belongs to. */
  public int[] shareOfPart() {
    return shareOfPart;
  }

  private synchronized Workers.Worker worker(int thread) {
    WordReader reader = reader(source.kind());
    WordTally tally = new WordTally();
    int number = shares.size();
    shares.add(new Share(tally, reader.words()));
    return part -> {
      parts[part] = tally.startPart();
      shareOfPart[part] = number;
      source.read(part, reader.columns(), batch -> reader.read(batch, tally));
      tally.finishPart();
      report();
    };
  }

  private synchronized void report() {
    progress.report(Progress.Stage.COUNT, done.incrementAndGet(), parts.length);
  }

  private WordReader reader(TelemetryKind kind) {
    return switch (kind) {
      case FLOW -> new FlowWordReader(addresses);
      case DNS -> new DnsWordReader(addresses, classes);
      case HTTP -> new HttpWordReader(addresses, httpTexts, classes);
    };
  }
}
