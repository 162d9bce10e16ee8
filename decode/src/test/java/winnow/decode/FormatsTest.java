// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;

class FormatsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "zeek-conn | #separator \\x09~#path\tconn~#fields\tts\tuid~",
        "zeek-conn | \ufeff\t#separator \\x09~#path\topen_conn~#fields\tts\tuid~",
        "zeek-conn | #separator .~#path.conn~#fields.ts.uid~",
        "zeek-dns | #separator \\x09~#fields\tts\tid.orig_h\tquery\tqtype~",
        "zeek-conn | ts\tuid\tid.orig_h\tconn_state~",
        "zeek-http | {\"_path\":\"http\",\"ts\":1,\"id.orig_h\":\"10.0.0.1\"}~",
        "zeek-conn | {\"ts\":1,\"id_orig_h\":\"10.0.0.1\",\"conn_state\":\"SF\"}~{\"ts\":1,\"id_o",
        "zeek-json | {\"_path\":\"dns\",\"id.orig_h\":\"\",\"ts\":1}~{\"_path\":\"conn\",\"id.orig_h\":\"\"}~",
        "csv | event_time,src_addr,dst_addr~",
        "ndjson | {\"event_time\":\"2026-01-02T03:04:05Z\",\"client_addr\":\"::1\"}~",
        "flow-csv | tr,try,trm,trd,trh,trm,trs,td,sa,da,sp,dp,pr~",
        "flow-csv | 2016-07-08 12:05:07,2016,7,8,12,5,7,1.2,::1,::2,1,2,UDP,.,0,0,3,2,0,0,2,3,4,5,8,0,::~",
        "argus | StartTime\tProto\tSrcAddr\tDstAddr~",
        "suricata | {\"timestamp\":\"2026-03-04T05:06:07.0Z\",\"event_type\":\"stats\"}~",
        "panos | \ufeffDomain,Receive Time,Serial #,Type,Threat/Content Type~",
        "panos | <14>Mar  4 05:06:08 fw 1,2026/03/04 05:06:08,0016,TRAFFIC,end,1~",
        "aws-vpc | version srcaddr dstaddr start end~",
        "azure-flow | {\"records\":[{\"properties\":{\"flows\":[{\"flowTuples\":[]}]}}]}~",
        "gcp-vpc | {\"jsonPayload\":{\"bytes_sent\":\"1\",\"connection\":{\"src_ip\":\"::1\"}}}~",
        "flow-csv | firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows~",
        "dns-csv | Jul  8, 2016 11:32:07.1 UTC,1467977527.1,213,10.0.0.53,10.0.0.1,a.b,1,0x1,0,::1~",
        "bind | ~02-Mar-2026 10:00:00.1 client @0x1 ::1#5 (a.b): query: a.b IN A + (::1)~",
        "bind | Mar  2 10:00:00 a cron[1]: x~Mar  2 10:00:00 ns named[1]: client 10.0.0.1#5: query: a IN A +~",
        "unbound | [1772445600] unbound[7:0] info: start~[1772445600] unbound[7:0] info: ::1 a.b. A IN~",
        "dnsmasq | Mar  2 10:00:00 dnsmasq[7]: started~Mar  2 10:00:00 dnsmasq[7]: query[A] a.b from ::1~",
        "dnsmasq | Mar  2 10:00:00 pi pihole-FTL[7]: 1 10.0.0.1/5 reply a.b is ::1~",
        "windows-dns | DNS Server log~~3/2/2026 1:00:00 PM 0BE4 PACKET  1 UDP Rcv ::1 a   Q [0001   D   NOERROR] A  (1)a(0)~",
        "proxy | #Software: SGOS~#Fields: date time c-ip cs-host~",
      })
  void tellsAFormatByItsFirstBytes(String format, String head) {
    byte[] bytes = head.replace('~', '\n').getBytes(StandardCharsets.UTF_8);

    assertThat(Formats.detect(bytes, "x")).map(Format::name).contains(format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Date first seen,Duration,Proto~ | text of no format that is read, starting \"Date first seen,Duration,Proto\"",
        "#separator \\x09~#path\tssl~#fields\tts~ | Zeek ssl log: not read alone; what it says goes to the conn log beside it",
        "{\"_path\":\"ssl\",\"ts\":1}~ | Zeek ssl log: not read alone; what it says goes to the conn log beside it",
        "{\"ts\":1.5,\"uid\":\"C\",\"id.orig_h\":\"::1\",\"server_name\":\"a\"}~ | Zeek ssl log: not read alone; what it says goes to the conn log beside it",
        "{\"ts\":1.5,\"fuid\":\"F\",\"source\":\"HTTP\",\"seen_bytes\":1}~ | Zeek files log: not read alone; what it says goes to the conn log beside it",
        "{\"ts\":1.5,\"uids\":[\"C\"],\"msg_types\":[\"ACK\"]}~ | Zeek dhcp log: not read alone; what it says goes to the conn log beside it",
        "{\"ts\":1.5,\"id\":\"F\",\"certificate.serial\":\"0A\"}~ | Zeek x509 log: not read alone; what it says goes to the conn log beside it",
        "{\"ts\":1.5,\"host\":\"::1\",\"software_type\":\"HTTP::SERVER\"}~ | Zeek software log: not read (conn, dns and http are)",
        "1.000001\tC1\t10.0.0.1\t5\t10.0.0.2\t80\ttcp~ | Zeek rows without the header that names their columns: cannot be read",
        "{\"event\":\"alert\"}~ | text of no format that is read, starting \"{\"event\":\"alert\"}\"",
        "i\u0007\u001b[31mred~ | binary data of no format that is read",
        "PK\u0003\u0004abc | zip archive: not read, unpack it first",
      })
  void saysWhyOtherFilesAreNotReadWhateverTheirNames(String head, String reason) {
    byte[] bytes = head.replace('~', '\n').getBytes(StandardCharsets.UTF_8);

    assertThat(Formats.detect(bytes, "nfcapd.202601020304")).isEmpty();
    assertThat(Formats.refusal(bytes, "nfcapd.202601020304")).isEqualTo(reason);
  }

  @Test
  void recognizersSurviveAnyBytes() {
    Random random = new Random(99);
    String[] starts = {"", "{\"ts\":", "#fields\t", "#Fields: ", "ts\t", "event_time,", "tr,"};
    for (int i = 0; i < 5_000; i++) {
      byte[] head = new byte[random.nextInt(200)];
      random.nextBytes(head);
      byte[] start = starts[random.nextInt(starts.length)].getBytes(StandardCharsets.UTF_8);
      System.arraycopy(start, 0, head, 0, Math.min(start.length, head.length));
      if (Formats.detect(head, "x").isEmpty()) {
        assertThat(Formats.refusal(head, "x")).isNotBlank();
      }
    }
  }

  @Test
  void namesTheFormatsThereAre() {
    for (Format format : Formats.ALL) {
      assertThat(Formats.named(format.name())).isSameAs(format);
    }
    assertThatThrownBy(() -> Formats.named("pdf"))
        .hasMessageStartingWith("unknown format \"pdf\". Known: nfcapd, ");
    assertThatThrownBy(() -> Formats.named("zeek"))
        .hasMessageStartingWith(
            "unknown format \"zeek\"; did you mean one of zeek-conn, zeek-dns, zeek-http,");
    assertThatThrownBy(() -> Formats.named("squit"))
        .hasMessageStartingWith("unknown format \"squit\"; did you mean \"squid\"? Known: ");
  }

  @Test
  void unwrapsGzipOfSeveralMembersAndZstdOfSeveralFrames() throws IOException {
    byte[] plain = "one line\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    ByteArrayOutputStream zstd = new ByteArrayOutputStream();
    for (int part = 0; part < 3; part++) {
      try (GZIPOutputStream member = new GZIPOutputStream(gzip)) {
        member.write(plain);
      }
      zstd.writeBytes(Zstd.compress(plain));
    }

    assertThat(unwrap(gzip.toByteArray()).length).isEqualTo(3 * plain.length);
    assertThat(unwrap(zstd.toByteArray()).length).isEqualTo(3 * plain.length);
    assertThat(unwrap(plain)).isEqualTo(plain);
    assertThat(unwrap(new byte[] {0x1f})).containsExactly(0x1f);
    assertThat(unwrap(new byte[0])).isEmpty();
    assertThat(Compression.stripSuffix("conn.log.gz")).isEqualTo("conn.log");
    assertThat(Compression.stripSuffix(".gz")).isEqualTo(".gz");
  }

  /** Reads through a stream that never says how much is there. */
  private static byte[] unwrap(byte[] bytes) throws IOException {
    InputStream shy =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int available() {
            return 0;
          }
        };
    try (InputStream input = Compression.unwrap(shy)) {
      return input.readAllBytes();
    }
  }
}
