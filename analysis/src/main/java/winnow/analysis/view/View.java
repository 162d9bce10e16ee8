// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.List;
import winnow.analysis.count.DictionaryIds;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.SharedTexts;
import winnow.analysis.host.InsideHosts;
import winnow.context.InternalNetworks;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;

/**
 * A way to look at what hosts do: each row becomes a word of the hosts it is about. Words are keys
 * of 64 bits that depend on the row alone. Not thread-safe.
 */
abstract sealed class View permits BehaviourView, EdgeView, NameView, QueryView, RequestView {
  private static final int MOST_BIN = 15;

  final SharedTexts texts = new SharedTexts();
  final DictionaryIds firsts = new DictionaryIds(texts);
  final DictionaryIds seconds = new DictionaryIds(texts);
  final InsideHosts inside;

  View(InternalNetworks networks) {
    inside = new InsideHosts(networks, texts);
  }

  /** Takes the words of rows. */
  interface Taker {
    /**
     * A row is about a host.
     *
     * @param host id of its address in {@link #texts}
     * @param word what it did
     */
    void take(int host, long word, long timeMicros);
  }

  /** Its name, such as {@code edges}. */
  abstract String family();

  /** ATT&amp;CK technique that what is unusual in it suggests first. */
  abstract String technique();

  abstract TelemetryKind kind();

  abstract List<String> columns();

  abstract void read(ColumnBatch batch, Taker taker);

  /** What a word that was read means, for people. */
  abstract String describe(long word);

  /** Hands over the words of all rows of the kind that it looks at. */
  final void read(List<RowSource> sources, Taker taker) {
    for (RowSource rows : sources) {
      if (rows.kind() == kind()) {
        for (int part = 0; part < rows.parts(); part++) {
          rows.read(part, columns(), batch -> read(batch, taker));
        }
      }
    }
  }

  /** 0 for none, then one more for each factor of four, at most 15. */
  static int bin(long amount) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, amount));
    return Math.min(MOST_BIN, (bits + 1) / 2);
  }

  /** What {@link #bin} says, such as {@code 256 to 1023}. */
  static String range(int bin) {
    if (bin == 0) {
      return "0";
    }
    String least = Long.toString(1L << 2 * (bin - 1));
    return bin == MOST_BIN ? least + " or more" : least + " to " + ((1L << 2 * bin) - 1);
  }
}
