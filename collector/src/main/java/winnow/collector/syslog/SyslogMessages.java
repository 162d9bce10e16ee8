// SPDX-License-Identifier: Apache-2.0
package winnow.collector.syslog;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import winnow.collector.live.MessageDecoder;
import winnow.collector.live.MessageKind;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.DecodeSink;
import winnow.decode.syslog.SyslogDecoder;

/** Decodes syslog messages, whichever port they came to. */
public final class SyslogMessages implements MessageDecoder {
  /** What segments call them. */
  public static final String NAME = "syslog";

  private final SyslogDecoder decoder;

  private SyslogMessages(ZoneId zone) {
    decoder = new SyslogDecoder(zone);
  }

  /** The kind of syslog messages whose times, where they have no time zone, are of {@code zone}. */
  public static MessageKind kind(ZoneId zone) {
    return new MessageKind(NAME, state -> new SyslogMessages(zone));
  }

  @Override
  public void decode(SpooledMessage message, DecodeSink sink) {
    @Nullable Sender sender = message.sender();
    decoder.decode(
        sender == null ? null : sender.address(),
        Instant.EPOCH.plus(message.receivedMicros(), ChronoUnit.MICROS),
        message.bytes(),
        message.offset(),
        message.length(),
        message.segmentOffset(),
        sink);
  }

  @Override
  public void endSegment(DecodeSink sink) {
    decoder.flush(sink);
  }
}
