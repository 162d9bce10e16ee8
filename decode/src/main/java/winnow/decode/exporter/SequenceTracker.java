// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Follows the sequence numbers of a domain and tells how much was lost on the way. A number lower
 * than expected is a datagram that was overtaken when its export time is no later than the latest,
 * and a restart of the exporter otherwise. Numbers are 32 bits and wrap.
 */
public final class SequenceTracker {
  /** A leap forward that cannot be loss: the exporter counts anew. */
  private static final int LEAP = 1 << 24;

  private boolean known;
  private int expected;
  private int last;
  private long latestExportMicros;
  private boolean late;
  private long missed;
  private long overtaken;
  private long restarts;

  /**
   * A datagram came; {@link #passed} or {@link #passedUncounted} must follow.
   *
   * @param sequence its sequence number
   * @param exportMicros its export time
   */
  public void arrived(int sequence, long exportMicros) {
    int ahead = sequence - expected;
    late = false;
    if (known && ahead != 0 && sequence != last) {
      if (ahead < 0 && exportMicros <= latestExportMicros) {
        late = true;
        overtaken++;
      } else if (ahead < 0 || ahead > LEAP) {
        restarts++;
      } else {
        missed += ahead;
      }
    }
    if (!late) {
      last = sequence;
      latestExportMicros = Math.max(latestExportMicros, exportMicros);
    }
  }

  /** The datagram held {@code units} of what the numbers count. */
  public void passed(int units) {
    if (late) {
      missed -= Math.min(missed, units);
      return;
    }
    expected = last + units;
    known = true;
  }

  /** It is not known how much the datagram held; the next one's number is taken as it comes. */
  public void passedUncounted() {
    known &= late;
  }

  /** Units that were sent and never came. */
  public long missed() {
    return missed;
  }

  /** Datagrams that came after one that was sent later. */
  public long overtaken() {
    return overtaken;
  }

  /** How often the exporter began to count anew. */
  public long restarts() {
    return restarts;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(known);
    out.writeInt(expected);
    out.writeInt(last);
    out.writeLong(latestExportMicros);
    out.writeLong(missed);
    out.writeLong(overtaken);
    out.writeLong(restarts);
  }

  /** Takes over what another tracker has written. */
  public void read(DataInput in) throws IOException {
    known = in.readBoolean();
    expected = in.readInt();
    last = in.readInt();
    latestExportMicros = in.readLong();
    missed = Math.max(0, in.readLong());
    overtaken = Math.max(0, in.readLong());
    restarts = Math.max(0, in.readLong());
  }
}
