// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.decode.exporter.Messages;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;

/** A decoder that is fed datagrams of one exporter, and what it makes of them. */
abstract class DecodedNetflow {
  private static final IpAddress EXPORTER = IpAddress.parse("198.51.100.1");
  static final IpAddress SOURCE = IpAddress.parse("10.0.0.1");
  static final IpAddress DESTINATION = IpAddress.parse("192.0.2.9");
  static final String ADDRESSES = "0a000001 c0000209";
  static final long EXPORT_MICROS = Messages.EXPORTED * 1_000_000;

  final NetflowDecoder decoder = new NetflowDecoder(ExporterSettings.DEFAULT);
  final CollectingSink sink = new CollectingSink();

  void decode(byte[] datagram) {
    decodeFrom(EXPORTER, datagram);
  }

  void decodeFrom(IpAddress exporter, byte[] datagram) {
    byte[] padded = ByteWriter.bigEndian().zeros(3).bytes(datagram).zeros(2).toBytes();
    decoder.decode(new FlowDatagram(exporter, padded, 3, datagram.length, 1000, 5L), sink);
  }

  FlowRecord onlyFlow() {
    assertThat(sink.rejections).isEmpty();
    assertThat(sink.records).hasSize(1);
    return sink.flows().getFirst();
  }

  String onlyRejection() {
    assertThat(sink.rejections).hasSize(1);
    return sink.rejections.getFirst().detail();
  }
}
