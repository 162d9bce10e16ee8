// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.SkipReason;
import winnow.schema.FlowRecord;
import winnow.schema.Tls;
import winnow.schema.inspection.Certificate;
import winnow.schema.inspection.Inspection;
import winnow.schema.inspection.Lease;
import winnow.schema.inspection.Ssh;
import winnow.schema.inspection.Transfer;

class ZeekJoinTest {
  private static final String CONN =
      log(
          "conn",
          "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto duration conn_state",
          "1772450000.0 C1 192.0.2.1 40000 198.51.100.7 443 tcp 2.5 SF");
  private static final String FUID_SSL =
      log(
          "ssl",
          "ts uid id.orig_h version cipher server_name cert_chain_fuids subject issuer validation_status",
          "1772450000.1 C1 192.0.2.1 TLSv12 X www.example.com F1,F2 CN=www.example.com CN=CA ok");
  private static final String FUID_X509 =
      log(
          "x509",
          "ts id certificate.subject certificate.issuer certificate.not_valid_before"
              + " certificate.not_valid_after",
          "1772450000.1 F2 CN=CA CN=Root 0 1",
          "1772450000.1 F1 CN=www.example.com CN=CA 1767323045.000000 253402300799.000000");
  private static final String FILES =
      log(
          "files",
          "ts fuid conn_uids source mime_type filename seen_bytes total_bytes md5 sha1",
          "1772450000.1 F1 C1 SSL application/x-x509-user-cert - 900 900 aa 0f1e",
          "1772450000.1 F9 C0,C1 HTTP text/html a.html 40 50 aa bb",
          "1772450000.1 F8 C1 HTTP - - 7 - aa -");
  private static final Certificate CERTIFICATE =
      new Certificate(
          "CN=www.example.com",
          "CN=CA",
          1_767_323_045_000_000L,
          253_402_300_799_000_000L,
          "0f1e",
          "ok");
  private static final List<Transfer> TRANSFERS =
      List.of(new Transfer("a.html", "text/html", "bb", 50), new Transfer("", "", "aa", 7));

  @Test
  void certificatesAreFoundByTheIdsOfTheirFiles() {
    FlowRecord flow =
        join(CONN, Map.of("ssl", FUID_SSL, "x509", FUID_X509, "files", FILES)).flows().getFirst();

    assertThat(flow.tls())
        .isEqualTo(new Tls("www.example.com", null, "TLSv12", null, null, null, null));
    assertThat(flow.inspection())
        .isEqualTo(new Inspection(CERTIFICATE, null, TRANSFERS, List.of(), List.of(), null));
  }

  @Test
  void certificatesAreFoundByFingerprintAndServeManyConnections() {
    String ssl =
        """
        {"ts":1772450000.1,"uid":"C1","established":false,"cert_chain_fps":["0f1e","ff"]}
        {"ts":1772450009.1,"uid":"C2","cert_chain_fps":["0f1e"],"validation_status":"ok"}
        """;
    String x509 =
        """
        {"ts":1772450000.1,"fingerprint":"0f1e","certificate.subject":"CN=www.example.com",\
        "certificate.issuer":"CN=CA","certificate.not_valid_before":1767323045.0,\
        "certificate.not_valid_after":253402300799.0}
        """;
    String conn = CONN + row("1772450009.0 C2 192.0.2.1 1 198.51.100.7 443 tcp 1 SF");

    assertThat(join(conn, Map.of("ssl", ssl, "x509", x509)).flows())
        .extracting(flow -> Objects.requireNonNull(flow.inspection()).certificate())
        .containsExactly(
            new Certificate(
                CERTIFICATE.subject(),
                CERTIFICATE.issuer(),
                CERTIFICATE.notBeforeMicros(),
                CERTIFICATE.notAfterMicros(),
                "0f1e",
                null),
            CERTIFICATE);
  }

  @Test
  void softwareOfSshAndLeasesGoToTheirConnections() {
    String ssh =
        log(
            "ssh",
            "ts uid id.orig_h auth_success auth_attempts client server kex_alg hassh hasshServer",
            "1772450000.2 C1 192.0.2.1 T 3 SSH-2.0-Go SSH-2.0-OpenSSH_9.6 x aa bb");
    String dhcp =
        """
        {"ts":1772450000.2,"uids":["C9","C1"],"mac":"00:00:5e:00:53:01","host_name":"desk-7",\
        "assigned_addr":"192.0.2.10","msg_types":["REQUEST","ACK"]}
        {"ts":1772450000.3,"uids":["C1"],"mac":"00:00:5e:00:53:02","client_fqdn":"desk-8",\
        "client_addr":"192.0.2.11","requested_addr":"192.0.2.12","msg_types":["REQUEST","ACK"]}
        {"ts":1772450000.3,"uids":["C1"],"mac":"00:00:5e:00:53:03","msg_types":["DISCOVER"]}
        """;
    String old = log("dhcp", "ts uid mac assigned_ip lease_time", "1.0 C1 m 192.0.2.10 0.0");

    assertThat(join(CONN, Map.of("ssh", ssh, "dhcp", dhcp)).flows().getFirst().inspection())
        .isEqualTo(
            new Inspection(
                null,
                new Ssh("SSH-2.0-Go", "SSH-2.0-OpenSSH_9.6", "aa", "bb", true, 3),
                List.of(),
                List.of(
                    new Lease("192.0.2.10", "00:00:5e:00:53:01", "desk-7"),
                    new Lease("192.0.2.11", "00:00:5e:00:53:02", "desk-8"),
                    new Lease("", "00:00:5e:00:53:03", "")),
                List.of(),
                null));
    assertThat(join(CONN, Map.of("dhcp", old)).flows().getFirst().inspection())
        .satisfies(found ->
            assertThat(Objects.requireNonNull(found).leases())
                .containsExactly(new Lease("192.0.2.10", "m", "")));
  }

  @Test
  void aStreamOfAllLogsIsJoinedAsItComes() {
    Collected decoded =
        Collected.from(
            new ZeekDecoder(), FILES + FUID_X509 + FUID_SSL + FUID_SSL.replace("C1", "C7") + CONN);

    assertThat(decoded.rejections).isEmpty();
    assertThat(decoded.flows().getFirst().inspection())
        .isEqualTo(new Inspection(CERTIFICATE, null, TRANSFERS, List.of(), List.of(), null));
    // A file goes with the first of its connections, which is not there; of two certificates one
    // is not shown, and one handshake has no connection.
    assertThat(decoded.skipped)
        .containsEntry(SkipReason.JOINED, 4L)
        .containsEntry(SkipReason.OTHER_LINE, 3L);
  }

  @Test
  void logsOfAnyLengthAreReadInBoundedMemory() {
    int connections = 20_000;
    StringBuilder conn = new StringBuilder(CONN);
    StringBuilder ssl = new StringBuilder(FUID_SSL);
    for (int i = 2; i <= connections; i++) {
      long second = 1_772_450_000 + i;
      String ends = " 192.0.2.1 1 198.51.100.7 443 tcp 1.0 SF";
      conn.append(row(second + ".0 C" + i + ends));
      // Half of what is told belongs to connections that never come.
      for (String uid : List.of("C", "N")) {
        ssl.append(row(second + ".1 " + uid + i + " 192.0.2.1 TLSv12 X " + i + ".example - - - -"));
      }
    }
    Collected sink = new Collected();
    ZeekJoin join = new ZeekJoin(sink, 20_000, 40_000);
    join.add("ssl", "ssl.log", input(ssl.toString()));
    decode(conn.toString(), join);

    assertThat(sink.flows()).hasSize(connections).allMatch(flow -> flow.tls() != null);
    assertThat(sink.skipped.getOrDefault(SkipReason.NO_ROOM, 0L)).isBetween(19_000L, 20_000L);
    assertThat(join.waitingBytes()).isLessThanOrEqualTo(40_000);
  }

  @Test
  void theOrderOfWhatIsReadAheadDoesNotMatter() {
    String early = FUID_SSL.replace("1772450000.1", "1772459999.9").replace("C1", "C5");
    String late = row("1772450000.1 C1 192.0.2.1 TLSv12 X www.example.com - - - -");

    assertThat(join(CONN, Map.of("ssl", early + late)).flows().getFirst().tls()).isNotNull();
  }

  @Test
  void whatIsWrongBesideIsPassedOverButNotAnInputThatBreaks() {
    String wrong = row("x C1 y") + "{\"uid\":\n" + "\n" + row("#path nonsense");
    ZeekJoin join = new ZeekJoin(new Collected());
    join.add(
        "ssl",
        "/logs/ssl.log.gz",
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("not in gzip format");
          }
        });

    assertThat(join(CONN, Map.of("ssl", FUID_SSL + wrong)).flows().getFirst().tls()).isNotNull();
    assertThatThrownBy(() -> decode(CONN, join))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("/logs/ssl.log.gz: not in gzip format");
  }

  @Test
  void aCutAnywhereIsNoTrouble() {
    String all = FILES + FUID_X509 + FUID_SSL + CONN;
    for (int length = 0; length < all.length(); length++) {
      Collected decoded = Collected.from(new ZeekDecoder(), all.substring(0, length));
      assertThat(decoded.rejections.size()).isLessThanOrEqualTo(1);
    }
  }

  private static Collected join(String conn, Map<String, @Nullable String> beside) {
    Collected sink = new Collected();
    ZeekJoin join = new ZeekJoin(sink);
    beside.forEach((name, log) -> join.add(name, name + ".log", input(String.valueOf(log))));
    decode(conn, join);
    return sink;
  }

  private static void decode(String conn, ZeekJoin join) {
    try {
      new ZeekDecoder().decode(input(conn), join.sink());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String log(String path, String fields, String... rows) {
    StringBuilder log = new StringBuilder("#separator \\x09\n#set_separator\t,\n");
    log.append("#empty_field\t(empty)\n#unset_field\t-\n").append(row("#path " + path));
    log.append(row("#fields " + fields));
    for (String row : rows) {
      log.append(row(row));
    }
    return log.toString();
  }

  private static String row(String cells) {
    return cells.replace(' ', '\t') + "\n";
  }
}
