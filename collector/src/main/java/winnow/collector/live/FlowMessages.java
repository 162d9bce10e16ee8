// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import org.jspecify.annotations.Nullable;
import winnow.collector.spool.Sender;
import winnow.collector.spool.SpooledMessage;
import winnow.decode.DecodeSink;
import winnow.decode.netflow.FlowDatagram;
import winnow.decode.netflow.FlowDatagramDecoder;

/** Decodes flow datagrams of any version, whichever port they came to. */
final class FlowMessages implements MessageDecoder {
  /** Flow datagrams. */
  static final MessageKind KIND = new MessageKind("flow-datagrams", state -> new FlowMessages());

  private final FlowDatagramDecoder decoder = new FlowDatagramDecoder();

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
            message.receivedMicros()),
        sink);
  }
}
