// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.decode.exporter.Messages.data;
import static winnow.decode.exporter.Messages.ipfix;
import static winnow.decode.exporter.Messages.set;
import static winnow.decode.exporter.Messages.template;
import static winnow.decode.exporter.Messages.version9;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import winnow.decode.ByteWriter;
import winnow.decode.RejectReason;
import winnow.decode.exporter.Messages;
import winnow.schema.IpAddress;

/** How much is remembered of exporters. */
class NetflowMemoryTest extends DecodedNetflow {
  @Test
  void boundsTheTemplatesOfADomain() {
    for (int id = 256; id <= 256 + Domain.MAX_TEMPLATES; id++) {
      decode(version9(set(0, template(id, 8, 4, 12, 4))));
    }

    assertThat(onlyRejection())
        .isEqualTo(
            "NetFlow v9 domain has more than 2048 templates or 524288 fields from 198.51.100.1");
  }

  @Test
  void forgetsTheDomainsThatHaveBeenSilentLongest() {
    byte[] template = ipfix(set(2, template(256, 8, 4, 12, 4)));
    IpAddress first = IpAddress.ofIpv4(1);
    IpAddress busy = IpAddress.ofIpv4(2);
    decodeFrom(first, template);
    decodeFrom(busy, template);
    for (int i = 3; i < 3 + NetflowDecoder.MAX_DOMAINS; i++) {
      decodeFrom(IpAddress.ofIpv4(i), template);
      decodeFrom(busy, ipfix(set(256, data(ADDRESSES))));
    }
    assertThat(sink.rejections).isEmpty();

    decodeFrom(first, ipfix(set(256, data(ADDRESSES))));
    decoder.finish(sink);
    assertThat(sink.rejections.getFirst().reason()).isEqualTo(RejectReason.MISSING_TEMPLATE);
  }

  @Test
  void forgetsTheSilentDomainsOfVersion5Too() {
    for (int i = 0; i < 2 * NetflowDecoder.MAX_DOMAINS; i++) {
      decodeFrom(IpAddress.ofIpv4(i), Messages.version5(0, 0));
    }

    assertThat(decoder.domains()).isEqualTo(NetflowDecoder.MAX_DOMAINS);
  }

  /** 252 MB of options, of which a few are worth keeping. */
  @Test
  void keepsTheBeginningOfLongNames() {
    decode(ipfix(set(3, Messages.optionsTemplate(401, 95, 4, 96, 0xffff))));
    byte[] longName = "x".repeat(63_000).getBytes(StandardCharsets.UTF_8);
    long before = usedBytes();
    for (int key = 1; key <= 4_000; key++) {
      decode(ipfix(set(401, application(key, longName))));
    }

    assertThat(usedBytes() - before).isLessThan(16 << 20);
    decode(
        ipfix(
            set(2, template(256, 8, 4, 12, 4, 95, 4)),
            set(256, data(ADDRESSES), ByteWriter.bigEndian().u32(4_000).toBytes())));
    assertThat(onlyFlow().session().application()).isEqualTo("x".repeat(128));
  }

  @Test
  void countsNamesAndSamplersWithTheTemplates() {
    byte[] templates =
        ipfix(
            set(
                3,
                Messages.optionsTemplate(400, 302, 4, 34, 4),
                Messages.optionsTemplate(401, 95, 4, 96, 0xffff)),
            set(2, template(256, 8, 4, 12, 4, 95, 4)));
    byte[] flow = ipfix(set(256, data(ADDRESSES + "00000001")));
    long before = usedBytes();
    for (int exporter = 1; exporter <= 20; exporter++) {
      decodeFrom(IpAddress.ofIpv4(exporter), templates);
      for (int key = 1; key <= 16_000; key += 400) {
        decodeFrom(IpAddress.ofIpv4(exporter), ipfix(set(401, applications(key, 400))));
      }
      decodeFrom(IpAddress.ofIpv4(exporter), ipfix(set(400, data("00000001 0000000a"))));
      assertThat(decoder.fields()).isLessThanOrEqualTo(NetflowDecoder.MAX_FIELDS);
    }

    assertThat(usedBytes() - before).isLessThan(64 << 20);
    assertThat(decoder.domains()).isEqualTo(NetflowDecoder.MAX_FIELDS / (16_000 * 11));
    assertThat(sink.rejections).isEmpty();
    decodeFrom(IpAddress.ofIpv4(20), flow);
    assertThat(onlyFlow().session().application()).hasSize(128);
    decodeFrom(IpAddress.ofIpv4(1), flow);
    decoder.finish(sink);
    assertThat(sink.rejections.getFirst().reason()).isEqualTo(RejectReason.MISSING_TEMPLATE);
  }

  private static byte[] applications(int key, int count) {
    ByteWriter out = ByteWriter.bigEndian();
    for (int i = 0; i < count; i++) {
      out.bytes(application(key + i, "y".repeat(140).getBytes(StandardCharsets.UTF_8)));
    }
    return out.toBytes();
  }

  private static byte[] application(int key, byte[] name) {
    return ByteWriter.bigEndian().u32(key).u8(255).u16(name.length).bytes(name).toBytes();
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
