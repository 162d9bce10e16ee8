// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.ipfix;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.CollectingSink;
import winnow.decode.RejectReason;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.Messages;
import winnow.schema.IpAddress;

class MessageStreamTest {
  private static final byte[] MESSAGES =
      ByteWriter.bigEndian()
          .bytes(ipfix(set(2, template(256, 8, 4, 12, 4))))
          .bytes(ipfix(set(256, data("0a000001 c0000209 0a000002 c0000209"))))
          .bytes(ipfix(set(256, data("0a000003 c0000209"))))
          .toBytes();

  private final CollectingSink sink = new CollectingSink();

  private int read(byte[] bytes) throws IOException {
    return read(new ByteArrayInputStream(bytes));
  }

  private int read(InputStream input) throws IOException {
    MessageStream stream = new MessageStream(input, IpAddress.parse("198.51.100.1"));
    FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
    int messages = 0;
    while (stream.next(sink)) {
      decoder.decode(stream.message(5L), sink);
      messages++;
    }
    decoder.finish(sink);
    return messages;
  }

  /** A network that delivers one byte at a time. */
  private static InputStream slow(byte[] bytes) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(1, length));
      }
    };
  }

  @Test
  void cutsTheStreamIntoMessagesHoweverItsBytesCome() throws IOException {
    assertThat(read(MESSAGES)).isEqualTo(3);
    assertThat(read(slow(MESSAGES))).isEqualTo(3);

    assertThat(sink.records).hasSize(6);
    assertThat(sink.rejections).isEmpty();
  }

  @Test
  void endsAtWhatIsNoMessage() throws IOException {
    byte[] bytes = ByteWriter.bigEndian().bytes(MESSAGES).bytes(Messages.version5(1, 1)).toBytes();

    assertThat(read(bytes)).isEqualTo(3);
    assertThat(sink.rejections).hasSize(1);
    assertThat(sink.rejections.getFirst().reason()).isEqualTo(RejectReason.MALFORMED);
    assertThat(sink.rejections.getFirst().offset()).isEqualTo(MESSAGES.length);
    assertThat(sink.rejections.getFirst().detail())
        .isEqualTo("IPFIX message in a stream has version 5 and 1 bytes from 198.51.100.1");
  }

  @Test
  void saysWhereAStreamBreaksOff() throws IOException {
    for (int length = 0; length < MESSAGES.length; length++) {
      sink.rejections.clear();
      int whole = read(Arrays.copyOf(MESSAGES, length));
      boolean between = length == 0 || length == 32 || length == 68;
      assertThat(whole).isEqualTo(length < 32 ? 0 : length < 68 ? 1 : 2);
      assertThat(sink.rejections).as("after %d bytes", length).hasSize(between ? 0 : 1);
    }
  }
}
