// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.RejectReason;
import winnow.schema.DnsRecord;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;

class DnsCsvDecoderTest {
  private static final String TSHARK =
      "frame.time,frame.time_epoch,frame.len,ip.src,ip.dst,dns.resp.name,dns.resp.type,"
          + "dns.resp.class,dns.flags.rcode,dns.a\n"
          + "Jul  8, 2016 11:32:07.123456789 UTC,1467977527.123456789,213,10.0.0.53,10.0.0.1,"
          + "abcdefg.apache.com,1,0x00000001,0,192.0.2.1\n";
  private static final String TABLE =
      "Jul  8 2016 11:32:07.123456789 UTC\t1467977527.123457\t213\t10.0.0.1\t10.0.0.53\t"
          + "abcdefg.apache.com\t0x00000001\t1\t0\t192.0.2.1\n";

  @Test
  void takesTheAddresseeOfTheResponseForTheClient() {
    DnsRecord dns = decode(TSHARK).dns().getFirst();

    assertThat(dns.eventTimeMicros()).isEqualTo(1_467_977_527_123_457L);
    assertThat(dns.client().address()).isEqualTo(IpAddress.parse("10.0.0.1"));
    assertThat(Objects.requireNonNull(dns.server()).address())
        .isEqualTo(IpAddress.parse("10.0.0.53"));
    assertThat(dns.question())
        .isEqualTo(new DnsRecord.Question("abcdefg.apache.com", 1, 1, null, null, null, null));
    assertThat(dns.frameOctets()).isEqualTo(213);
    assertThat(dns.querySeen()).isFalse();
    assertThat(dns.response())
        .isEqualTo(
            new DnsRecord.Response(
                0, null, null, null, List.of(new ResourceRecord("192.0.2.1", 1, -1)), null, null));
  }

  @Test
  void readsTheRowsOfSpotsTableTheSame() {
    assertThat(decode(TABLE).dns()).isEqualTo(decode(TSHARK).dns());
    assertThat(decode(TABLE.replace('\t', ',')).dns()).isEqualTo(decode(TSHARK).dns());
  }

  @Test
  void splitsSeveralAnswersOfTheTable() {
    assertThat(decode(TABLE.replace("192.0.2.1", "a|b")).dns().getFirst().response())
        .extracting(r -> r.answers().stream().map(ResourceRecord::data).toList())
        .isEqualTo(List.of("a", "b"));
  }

  @Test
  void keepsResponsesWithoutNameAndRejectsThoseWithoutAddress() {
    Collected decoded =
        decode(
            TSHARK.replace("abcdefg.apache.com,1,0x00000001,0,192.0.2.1", ",,,3,")
                + TSHARK.replace("10.0.0.1,", ","));

    assertThat(decoded.dns())
        .singleElement()
        .satisfies(d -> assertThat(d.question().name()).isNull());
    assertThat(decoded.reasons()).containsExactly(RejectReason.MISSING_FIELD);
    assertThat(decoded.rejections.getFirst().detail()).isEqualTo("line 4: ip_dst is not set");
  }

  @Test
  void refusesLinesThatAreNotOfThisForm() {
    assertThat(decode("a,b,c\n").rejections.getFirst().detail())
        .isEqualTo("line 1: 3 fields, which are not those of a DNS response");
  }

  @Test
  void survivesAnyMutation() {
    Random random = new Random(10);
    for (String text : List.of(TSHARK + TSHARK.lines().skip(1).findFirst().orElseThrow(), TABLE)) {
      byte[] good = text.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 3_000; i++) {
        byte[] bad = good.clone();
        for (int flips = 1 + random.nextInt(5); flips > 0; flips--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        Collected decoded = Collected.from(new DnsCsvDecoder(), bad);
        long lines = new String(bad, StandardCharsets.ISO_8859_1).split("\n", -1).length;
        long skipped = decoded.skipped.values().stream().mapToLong(Long::longValue).sum();
        assertThat(decoded.records.size() + decoded.rejections.size() + skipped)
            .as("lines of round %s", i)
            .isBetween(lines - 1, lines);
      }
    }
  }

  private static Collected decode(String csv) {
    return Collected.from(new DnsCsvDecoder(), csv);
  }
}
