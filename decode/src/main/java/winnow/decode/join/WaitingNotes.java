// SPDX-License-Identifier: Apache-2.0
package winnow.decode.join;

import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notes on flows whose records have not come yet, by the id that the sensor gave the flow. They
 * take a bounded number of bytes; beyond it the eldest give way.
 */
public final class WaitingNotes {
  private final long maxBytes;
  private final LinkedHashMap<String, FlowNotes> byId = new LinkedHashMap<>();
  private long bytes;

  /** Keeps notes of up to about {@code maxBytes}. */
  public WaitingNotes(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Lets {@code teller} tell something about the flow {@code id}.
   *
   * @param lost takes notes that give way
   */
  public void tell(String id, Consumer<FlowNotes> teller, Consumer<FlowNotes> lost) {
    FlowNotes notes = byId.get(id);
    if (notes == null) {
      notes = new FlowNotes();
      byId.put(id, notes);
    } else {
      bytes -= notes.bytes();
    }
    teller.accept(notes);
    bytes += notes.bytes();
    while (bytes > maxBytes) {
      lost.accept(takeEldest());
    }
  }

  /** The notes on the flow {@code id}, which are kept no longer; null when there are none. */
  public @Nullable FlowNotes take(String id) {
    FlowNotes notes = byId.isEmpty() ? null : byId.remove(id);
    bytes -= notes == null ? 0 : notes.bytes();
    return notes;
  }

  /** Hands all notes to {@code rest}, the eldest first. */
  public void drain(Consumer<FlowNotes> rest) {
    while (!byId.isEmpty()) {
      rest.accept(takeEldest());
    }
  }

  /** About how many bytes the notes take. */
  public long bytes() {
    return bytes;
  }

  private FlowNotes takeEldest() {
    FlowNotes eldest = byId.pollFirstEntry().getValue();
    bytes -= eldest.bytes();
    return eldest;
  }
}
