// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryRecord;
import winnow.schema.Tls;

/**
 * What the TLS handshakes of an ssl.log showed, by the uid of the connection: it goes to the rows
 * of the conn.log of the same time. Holds at most {@link #MAX_HANDSHAKES}.
 */
public final class ZeekHandshakes {
  /** How many handshakes are kept; those after are not. */
  public static final int MAX_HANDSHAKES = 1 << 19;

  private final Map<String, Tls> byUid = new HashMap<>();

  private ZeekHandshakes() {}

  /**
   * The handshakes of the ssl.log that {@code input} is, tab-separated or JSON. What is wrong with
   * it, or another log, is passed over: it is no input of its own.
   *
   * @throws IOException only when {@code input} throws it
   */
  public static ZeekHandshakes read(InputStream input) throws IOException {
    ZeekHandshakes handshakes = new ZeekHandshakes();
    new ZeekDecoder(List.of(SslRow.LOG)).decode(input, handshakes.new Collector());
    return handshakes;
  }

  /** How many there are. */
  public int size() {
    return byUid.size();
  }

  /** A sink that hands on to {@code sink}, flows with what their handshake showed. */
  public DecodeSink joining(DecodeSink sink) {
    return new Joiner(sink);
  }

  private static FlowRecord with(FlowRecord flow, Tls tls) {
    return new FlowRecord(
        flow.observer(),
        flow.eventTimeMicros(),
        flow.durationMicros(),
        flow.receivedTimeMicros(),
        flow.source(),
        flow.destination(),
        flow.protocol(),
        flow.icmpType(),
        flow.icmpCode(),
        flow.forward(),
        flow.reverse(),
        flow.samplingInterval(),
        flow.routing(),
        flow.session(),
        tls,
        flow.translation());
  }

  /** Keeps what has a name, a fingerprint or a version. */
  private final class Collector implements DecodeSink {
    @Override
    public void accept(TelemetryRecord record) {
      if (record instanceof FlowRecord flow
          && flow.tls() != null
          && flow.session().uid() != null
          && byUid.size() < MAX_HANDSHAKES) {
        byUid.put(flow.session().uid(), flow.tls());
      }
    }

    @Override
    public void reject(Rejection rejection) {}

    @Override
    public void skip(SkipReason reason, long count) {}
  }

  private final class Joiner implements DecodeSink {
    private final DecodeSink sink;

    Joiner(DecodeSink sink) {
      this.sink = sink;
    }

    @Override
    public void accept(TelemetryRecord record) {
      if (record instanceof FlowRecord flow && flow.tls() == null && flow.session().uid() != null) {
        Tls tls = byUid.get(flow.session().uid());
        sink.accept(tls == null ? flow : with(flow, tls));
      } else {
        sink.accept(record);
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
