// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.DecodeSink;
import winnow.decode.datagram.FlowDatagramDecoder;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;

/** Decodes flow datagrams of any protocol, whichever port they came to. */
final class FlowMessages implements MessageDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(FlowMessages.class);

  static final String NAME = "flow-datagrams";

  private final FlowDatagramDecoder decoder;

  /** The kind of flow datagrams, decoded with {@code settings}. */
  static MessageKind kind(ExporterSettings settings) {
    return new MessageKind(NAME, state -> new FlowMessages(settings, state));
  }

  private FlowMessages(ExporterSettings settings, byte @Nullable [] state) {
    decoder = new FlowDatagramDecoder(settings);
    if (state != null && !decoder.restore(state)) {
      LOG.warn(
          "what was remembered of the exporters is damaged or of another version; their templates"
              + " are awaited anew");
    }
  }

  @Override
  public void decode(SpooledMessage message, DecodeSink sink) {
    @Nullable Sender sender = message.sender();
    decoder.decode(
        new FlowDatagram(
            sender == null ? null : sender.address(),
            message.bytes(),
            message.offset(),
            message.length(),
            message.segmentOffset(),
            message.receivedMicros(),
            sender == null ? 0 : sender.session()),
        sink);
  }

  @Override
  public void finish(DecodeSink sink) {
    decoder.finish(sink);
  }

  @Override
  public void endSession(Sender connection, DecodeSink sink) {
    decoder.endSession(connection.address(), connection.session(), sink);
  }

  @Override
  public List<DomainStatistics> statistics() {
    return decoder.statistics();
  }

  @Override
  public byte[] state() {
    return decoder.state();
  }
}
