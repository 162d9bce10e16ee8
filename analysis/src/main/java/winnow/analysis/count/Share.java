// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import winnow.schema.TelemetryKind;

/**
 * The rows that one worker has read, a thread or a far process, counted.
 *
 * @param tally words of documents; numbers of documents are those of the run
 * @param words what its words mean in the run
 */
public record Share(WordTally tally, RunWords words) {
  private static final long HIGH = 0xffff_ffffL << Integer.SIZE;

  /**
   * Packs a share with all that it needs to be understood in another process.
   *
   * @param counted the rows of this process, of which this is the only share
   */
  public static void write(Counted counted, PackedWriter out) {
    Share share = counted.shares().getFirst();
    counted.addresses().write(out);
    switch (counted.kind()) {
      case FLOW, DNS -> {}
      case HTTP -> {
        counted.httpTexts().agents().write(out);
        counted.httpTexts().combined().write(out);
        share.words.write(out);
      }
    }
    share.tally.write(out);
  }

  /** Reads what {@link #write} packed as a share of another run, whose texts are given. */
  public static Share read(
      TelemetryKind kind, SharedTexts addresses, HttpTexts httpTexts, PackedReader in) {
    int[] documents = addresses.read(in);
    return switch (kind) {
      case FLOW, DNS -> new Share(WordTally.read(in, documents, word -> word), RunWords.AS_READ);
      case HTTP -> {
        int[] agents = httpTexts.agents().read(in);
        int[] parts = httpTexts.combined().read(in);
        RunWords words = HttpRunWords.read(in, httpTexts, agents, parts);
        yield new Share(
            WordTally.read(in, documents, word -> word & HIGH | agents[(int) word]), words);
      }
    };
  }
}
