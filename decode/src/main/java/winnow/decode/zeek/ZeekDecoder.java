// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.SkipReason;
import winnow.decode.text.Lines;
import winnow.schema.lease.Binding;

/**
 * Reads Zeek logs of connections, DNS and HTTP. Where rows of ssl, x509, ssh, files and dhcp come
 * in the same input, as in a stream of all logs, what they tell goes to the rows of their
 * connections.
 */
public final class ZeekDecoder implements Decoder {
  private final long maxWaitingBytes;

  /** Reads one input. */
  public ZeekDecoder() {
    this(ZeekNotes.MAX_WAITING_BYTES);
  }

  /** What waits for connections takes up to {@code maxWaitingBytes}. */
  ZeekDecoder(long maxWaitingBytes) {
    this.maxWaitingBytes = maxWaitingBytes;
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    ZeekNotes notes = new ZeekNotes(maxWaitingBytes, sink);
    ZeekLines lines =
        new ZeekLines(
            ZeekLogs.ALL,
            row -> {
              switch (row) {
                case ZeekRow.OfRecord record -> sink.accept(notes.join(record.end()));
                case ZeekRow.OfNotes other -> other.tell(notes);
              }
            });
    Lines.decode(input, sink, line -> lines.take(line, sink));
    notes.finish();
  }

  /**
   * Reads what rows of dhcp logs in {@code input} tell of addresses; those of other logs are
   * skipped.
   *
   * @param leases takes it, in the order of the input
   * @param others takes what is rejected or skipped
   */
  public static void readLeases(InputStream input, Consumer<Binding> leases, DecodeSink others)
      throws IOException {
    ZeekLines lines =
        new ZeekLines(
            ZeekLogs.ALL,
            row -> {
              Optional<Binding> told =
                  row instanceof DhcpRow dhcp ? dhcp.binding() : Optional.empty();
              told.ifPresentOrElse(leases, () -> others.skip(SkipReason.OTHER_LINE, 1));
            });
    Lines.decode(input, others, line -> lines.take(line, others));
  }
}
