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
  private final List<WordReader> readers = new ArrayList<>();
  private final List<WordTally> tallies = new ArrayList<>();
  private final PartRows[] parts;
  private final int[] tallyOfPart;
  private final AtomicInteger done = new AtomicInteger();

  public RowCounter(RowSource source, DomainClasses classes, Progress progress) {
    this.source = source;
    this.classes = classes;
    this.progress = progress;
    parts = new PartRows[source.parts()];
    tallyOfPart = new int[source.parts()];
  }

  public Counted count(Workers workers) {
    progress.report(Progress.Stage.COUNT, 0, parts.length);
    workers.run(parts.length, this::worker);
    tallies.forEach(WordTally::freeze);
    return new Counted(source.kind(), addresses, httpTexts, readers, tallies, parts, tallyOfPart);
  }

  private synchronized Workers.Worker worker(int thread) {
    WordReader reader = reader(source.kind());
    WordTally tally = new WordTally();
    int number = tallies.size();
    readers.add(reader);
    tallies.add(tally);
    return part -> {
      parts[part] = tally.startPart();
      tallyOfPart[part] = number;
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
