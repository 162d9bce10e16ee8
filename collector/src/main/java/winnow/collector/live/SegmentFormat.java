// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import winnow.collector.spool.SegmentHeader;
import winnow.collector.spool.SegmentReader;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.format.Format;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/** Segments as inputs that can be read like files, with nothing remembered from earlier ones. */
public final class SegmentFormat {
  private SegmentFormat() {}

  /** The format of segments with messages of {@code kind}. */
  public static Format of(MessageKind kind) {
    return new Format(
        kind.name() + SegmentReader.FORMAT_SUFFIX,
        "Segment of a spool, " + kind.name(),
        EnumSet.allOf(TelemetryKind.class),
        (head, fileName) -> isOf(kind, head),
        options -> new MessagesDecoder(kind));
  }

  private static boolean isOf(MessageKind kind, byte[] head) {
    SegmentHeader header = SegmentHeader.read(head);
    return header != null && header.kind().equals(kind.name());
  }

  private record MessagesDecoder(MessageKind kind) implements Decoder {
    @Override
    public void decode(InputStream input, DecodeSink sink) throws IOException {
      SegmentReader reader = new SegmentReader(input);
      MessageDecoder decoder = kind.newDecoder().create(null);
      DecodeSink guarded = new GuardedSink(sink);
      try {
        for (SpooledMessage message = reader.next(); message != null; message = reader.next()) {
          decode(decoder, message, guarded);
        }
        decoder.finish(guarded);
        Rejection torn = SegmentDecoding.torn(reader);
        if (torn != null) {
          sink.reject(torn);
        }
      } catch (SegmentDecoding.StoreException e) {
        throw e.reason();
      }
    }

    private static void decode(MessageDecoder decoder, SpooledMessage message, DecodeSink sink) {
      try {
        decoder.take(message, sink);
      } catch (SegmentDecoding.StoreException e) {
        throw e;
      } catch (RuntimeException e) {
        sink.reject(SegmentDecoding.failure(message, e));
      }
    }
  }

  /** Tells what goes wrong behind it from what goes wrong in a decoder. */
  private record GuardedSink(DecodeSink sink) implements DecodeSink {
    @Override
    public void accept(TelemetryRecord record) {
      try {
        sink.accept(record);
      } catch (RuntimeException e) {
        throw new SegmentDecoding.StoreException(e);
      }
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
