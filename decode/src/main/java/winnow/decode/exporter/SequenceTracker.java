// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Follows the sequence numbers of a domain and tells how much was lost on the way. A number lower
 * than expected is a datagram that was overtaken when its export time is no later than the latest,
 * and a restart of the exporter otherwise. Numbers are 32 bits and wrap.
 *
 * <p>A number says how much was sent before the datagram. Some exporters count what is in the
 * datagram too, which shows where datagrams differ in size: then their numbers are taken so. Others
 * do not count all that a datagram holds.
 */
public final class SequenceTracker {
  /** A leap forward that cannot be loss: the exporter counts anew. */
  private static final int LEAP = 1 << 24;

  /** How many numbers have to fit the other way of counting, and not this one. */
  private static final int CONVINCING = 3;

  private int number;
  private long exportMicros;

  private boolean known;
  private int last;
  private int lastUnits;
  private int lastDoubtful;
  private long latestExportMicros;
  private boolean countsItself;
  private int contrary;
  private long pending;
  private boolean moves;
  private boolean stands;
  private long missed;
  private long overtaken;
  private long restarts;

  /**
   * A datagram came; {@link #passed} or {@link #passedUncounted} must follow.
   *
   * @param sequence its sequence number
   * @param atMicros its export time
   */
  public void arrived(int sequence, long atMicros) {
    number = sequence;
    exportMicros = atMicros;
  }

  /** The datagram held {@code units} of what the numbers count. */
  public void passed(int units) {
    passed(units, 0);
  }

  /**
   * The datagram held {@code units} of what the numbers count.
   *
   * @param doubtful how many of them some exporters do not count
   */
  public void passed(int units, int doubtful) {
    int gap = number - last;
    int own = ahead(gap, units, doubtful);
    int before = ahead(gap, lastUnits, lastDoubtful);
    if (known && gap != 0 && isLate(countsItself ? own : before, countsItself ? before : own)) {
      overtaken++;
      missed -= Math.min(missed, units);
      return;
    }
    notice(gap, units);
    advance(units);
    lastDoubtful = doubtful;
    known = true;
  }

  private static int ahead(int gap, int units, int doubtful) {
    int ahead = gap - units;
    return ahead < 0 && ahead >= -doubtful ? 0 : ahead;
  }

  /** It is not known how much the datagram held; the next one's number is taken as it comes. */
  public void passedUncounted() {
    int gap = number - last;
    int ahead = ahead(gap, lastUnits, lastDoubtful);
    if (known && gap != 0 && !countsItself && isLate(ahead, ahead)) {
      overtaken++;
      return;
    }
    notice(gap, 0);
    advance(0);
    known = false;
  }

  /**
   * Compares a number with the one expected, and counts what is missing before it.
   *
   * @param ahead how far it is ahead
   * @param otherwise how far it would be ahead by the other way of counting
   * @return whether it belongs before the latest
   */
  private boolean isLate(int ahead, int otherwise) {
    if (ahead == 0) {
      if (otherwise != 0) {
        missed += pending;
        contrary = 0;
        pending = 0;
      }
    } else if (otherwise == 0) {
      doubt(ahead);
    } else if (ahead < 0 && exportMicros <= latestExportMicros) {
      return true;
    } else if (ahead < 0 || ahead > LEAP) {
      restarts++;
    } else {
      missed += ahead;
    }
    return false;
  }

  /** Less than expected cannot be loss; more may be, which is told when sizes differ again. */
  private void doubt(int ahead) {
    pending += Math.max(0, ahead);
    contrary = ahead < 0 ? CONVINCING : contrary + 1;
    if (contrary == CONVINCING) {
      countsItself = !countsItself;
      contrary = 0;
      pending = 0;
    }
  }

  /** Whether the exporter counts at all. */
  private void notice(int gap, int units) {
    if (known && gap != 0) {
      moves = true;
      stands = false;
    } else if (known && lastUnits > 0 && units > 0) {
      moves = false;
      stands = true;
    }
  }

  private void advance(int units) {
    last = number;
    lastUnits = units;
    lastDoubtful = 0;
    latestExportMicros = Math.max(latestExportMicros, exportMicros);
  }

  /**
   * Whether another datagram that is like one with {@code sequence} is the same: an exporter that
   * counts gives it another number. One that does not mostly says 0.
   */
  boolean tells(int sequence) {
    return moves || !stands && sequence != 0;
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
    out.writeInt(last);
    out.writeInt(lastUnits);
    out.writeInt(lastDoubtful);
    out.writeLong(latestExportMicros);
    out.writeBoolean(countsItself);
    out.writeBoolean(moves);
    out.writeLong(missed);
    out.writeLong(overtaken);
    out.writeLong(restarts);
  }

  /** Takes over what another tracker has written. */
  public void read(DataInput in) throws IOException {
    known = in.readBoolean();
    last = in.readInt();
    lastUnits = in.readInt();
    lastDoubtful = in.readInt();
    latestExportMicros = in.readLong();
    countsItself = in.readBoolean();
    moves = in.readBoolean();
    missed = Math.max(0, in.readLong());
    overtaken = Math.max(0, in.readLong());
    restarts = Math.max(0, in.readLong());
  }
}
