// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.LineReader;
import winnow.decode.text.Lines;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryRecord;

/**
 * Joins a conn.log with the logs of the same time beside it: ssl, x509, files, ssh, dhcp. They are
 * read side by side in the order of time, some way ahead of the connections, so that logs of any
 * length take bounded memory: up to {@link #READ_AHEAD_BYTES} of what they tell is held in any
 * case, and more until they have been read up to the end of the connection at hand. Within that,
 * their order does not matter.
 */
public final class ZeekJoin {
  /** How much of what the logs tell is read ahead, bytes. */
  public static final long READ_AHEAD_BYTES = 32L << 20;

  private final List<Beside> logs = new ArrayList<>();
  private final long readAheadBytes;
  private final DecodeSink sink;
  private final ZeekNotes notes;

  /** Records go on to {@code sink}, connections with what {@link #add added} logs tell of them. */
  public ZeekJoin(DecodeSink sink) {
    this(sink, READ_AHEAD_BYTES, ZeekNotes.MAX_WAITING_BYTES);
  }

  /** Reads less ahead, and keeps less. */
  ZeekJoin(DecodeSink sink, long readAheadBytes, long maxWaitingBytes) {
    this.sink = sink;
    this.readAheadBytes = readAheadBytes;
    notes = new ZeekNotes(maxWaitingBytes, new Losses());
  }

  /** The names of the logs that may be added. */
  public static List<String> names() {
    return ZeekLogs.OF_NOTES.stream().<String>map(ZeekLog::path).toList();
  }

  /**
   * Adds a log.
   *
   * @param name which, one of {@link #names}
   * @param place where it is, for messages
   * @param input the log, tab-separated or JSON; what is wrong with its rows is passed over
   */
  public void add(String name, String place, InputStream input) {
    List<ZeekLog<?>> log = ZeekLogs.OF_NOTES.stream().filter(it -> it.path().equals(name)).toList();
    logs.add(new Beside(log, place, input));
  }

  /**
   * The sink that takes the records of the conn.log. It throws {@link UncheckedIOException}, naming
   * the place, when an added log cannot be read.
   */
  public DecodeSink sink() {
    return logs.isEmpty() ? sink : new Joining();
  }

  /** About how many bytes wait for connections. */
  long waitingBytes() {
    return notes.waitingBytes();
  }

  private void readUntil(long endMicros) {
    Beside eldest = eldest();
    while (eldest != null
        && (notes.waitingBytes() < readAheadBytes || eldest.newestMicros < endMicros)) {
      eldest.readRow();
      eldest = eldest();
    }
  }

  /** The log that was read least far in time, null when all were read. */
  private @Nullable Beside eldest() {
    Beside eldest = null;
    for (int i = logs.size() - 1; i >= 0; i--) {
      Beside log = logs.get(i);
      if (log.ended) {
        logs.remove(i);
      } else if (eldest == null || log.newestMicros < eldest.newestMicros) {
        eldest = log;
      }
    }
    return eldest;
  }

  /** A log beside. */
  private final class Beside {
    private final String place;
    private final LineReader lines;
    private final ZeekLines rows;
    private final DecodeSink losses = new Losses();
    private long newestMicros;
    private boolean ended;

    Beside(List<ZeekLog<?>> log, String place, InputStream input) {
      this.place = place;
      lines = new LineReader(input);
      rows = new ZeekLines(log, this::take);
    }

    private void take(ZeekRow row) throws BadValueException {
      if (row instanceof ZeekRow.OfNotes told) {
        newestMicros = Math.max(newestMicros, told.timeMicros());
        told.tell(notes);
      }
    }

    void readRow() {
      try {
        ended = !Lines.next(lines, losses, line -> rows.take(line, losses));
      } catch (IOException e) {
        throw new UncheckedIOException(place + ": " + e.getMessage(), e);
      }
    }
  }

  /** Rows of logs beside are no rows of the input; but what is lost of them is told. */
  private final class Losses implements DecodeSink {
    @Override
    public void accept(TelemetryRecord record) {}

    @Override
    public void reject(Rejection rejection) {}

    @Override
    public void skip(SkipReason reason, long count) {
      if (reason == SkipReason.NO_ROOM) {
        sink.skip(reason, count);
      }
    }
  }

  private final class Joining implements DecodeSink {
    @Override
    public void accept(TelemetryRecord record) {
      if (record instanceof FlowRecord flow) {
        readUntil(flow.eventTimeMicros() + flow.durationMicros());
      }
      sink.accept(notes.join(record));
    }

    @Override
    public void reject(Rejection rejection) {
      sink.reject(rejection);
    }

    @Override
    public void skip(SkipReason reason, long count) {
      sink.skip(reason, count);
    }
  }
}
