// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.InputBuffer;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.sflow.SflowDecoder;

/**
 * Reads flow datagrams written one after another, as raw UDP payloads are saved. Where a version 9
 * datagram ends is not in its header: it ends where the next set would have an id that only a
 * header can have (5, 9 or 10), or where the input ends. Inputs that are concatenated share their
 * templates.
 */
public final class DatagramFileDecoder implements Decoder {
  /** No datagram is longer, bytes. */
  public static final int MAX_DATAGRAM = 64 * 1024;

  private final FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
  private final @Nullable Long writtenAtMicros;

  /**
   * A decoder that knows no exporter; sFlow came when {@code options} say the input was written.
   */
  public DatagramFileDecoder(DecodeOptions options) {
    Instant writtenAt = options.writtenAt();
    writtenAtMicros =
        writtenAt == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, writtenAt);
  }

  @Override
  public void decode(InputStream stream, DecodeSink sink) throws IOException {
    InputBuffer input = new InputBuffer(stream);
    while (input.fill(MAX_DATAGRAM) || input.available() > 0) {
      int length = datagramLength(input.bytes(), input.position(), input.available());
      if (length == 0) {
        String detail = "no flow datagram starts here: version " + version(input);
        sink.reject(new Rejection(RejectReason.MALFORMED, input.offset(), detail));
        break;
      }
      int at = input.position();
      // What has a time of its own was received nobody knows when.
      @Nullable Long received =
          FlowDatagramDecoder.isSflow(input.bytes(), at, length) ? writtenAtMicros : null;
      decoder.decode(
          new FlowDatagram(null, input.bytes(), at, length, input.offset(), received), sink);
      input.advance(length);
    }
    decoder.finish(sink);
  }

  private static String version(InputBuffer input) {
    return input.available() < 2
        ? "is cut"
        : Integer.toString(BigEndian.u16(input.bytes(), input.position()));
  }

  /**
   * How long the datagram at {@code at} is; 0 when none starts there.
   *
   * @param available how many bytes there are from there on, {@link #MAX_DATAGRAM} or all
   */
  public static int datagramLength(byte[] bytes, int at, int available) {
    if (available < 4) {
      return 0;
    }
    int length = BigEndian.u16(bytes, at + 2);
    return switch (BigEndian.u16(bytes, at)) {
      case 0 ->
          FlowDatagramDecoder.isSflow(bytes, at, available)
              ? SflowDecoder.lengthOf(bytes, at, available)
              : 0;
      case 1 -> Math.min(available, 16 + length * 52);
      case 5 -> Math.min(available, 24 + length * 48);
      case 7 -> Math.min(available, 24 + length * 52);
      case 9 -> lengthOfVersion9(bytes, at, available);
      case 10 -> length < 16 ? available : Math.min(available, length);
      default -> 0;
    };
  }

  private static int lengthOfVersion9(byte[] bytes, int start, int available) {
    int at = 20;
    while (available - at >= 4) {
      int id = BigEndian.u16(bytes, start + at);
      int length = BigEndian.u16(bytes, start + at + 2);
      if (id == 5 || id == 9 || id == 10) {
        return at;
      }
      if (length < 4) {
        return id == 0 && length == 0 ? skipZeros(bytes, start, at, available) : available;
      }
      at += length;
    }
    return available;
  }

  private static int skipZeros(byte[] bytes, int start, int from, int available) {
    int at = from;
    while (at < available && bytes[start + at] == 0) {
      at++;
    }
    return at == available || at == from ? at : at - 1;
  }

  /** Whether an input that starts with {@code head} looks like flow datagrams. */
  public static boolean recognizes(byte[] head) {
    int length = datagramLength(head, 0, head.length);
    return length > 0 && FlowDatagramDecoder.isPlausible(head, 0, length, length);
  }
}
