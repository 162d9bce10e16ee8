// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.util.List;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;

/**
 * Looks for one kind of behaviour, day after day. Days have to be given in their order: a day is
 * judged by those before it and learnt afterwards. What was learnt can be packed, so that earlier
 * days need not be read again. Not thread-safe.
 */
public interface Detector {
  /** Its name, such as {@code beacon}. */
  String family();

  /** What the next day shows, at most one for each host and peer, in no particular order. */
  List<Evidence> next(ObservedDay day);

  /**
   * How many hosts of the last day showed anything of what this looks at: its p-values say how
   * often one of them has as much.
   */
  int judged();

  /** Packs what was learnt. */
  void write(PackedWriter out);

  /** Takes over what {@link #write} packed; no day may have been given before. */
  void read(PackedReader in);
}
