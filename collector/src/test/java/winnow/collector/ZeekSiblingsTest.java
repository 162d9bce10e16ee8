// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.decode.zeek.ZeekDecoder;
import winnow.schema.FlowRecord;
import winnow.schema.TelemetryRecord;
import winnow.schema.Tls;

class ZeekSiblingsTest {
  private static final String CONN =
      """
      #separator \\x09
      #path\tconn
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state
      1772450000.000001\tC1\t10.0.0.1\t40000\t10.0.0.2\t443\ttcp\tSF
      1772450001.000001\tC2\t10.0.0.1\t40001\t10.0.0.2\t80\ttcp\tSF
      """;
  private static final String SSL =
      """
      #separator \\x09
      #unset_field\t-
      #path\tssl
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tversion\tcipher\tserver_name\tnext_protocol\tja3\tja3s
      1772450000.1\tC1\t10.0.0.1\t40000\t10.0.0.2\t443\tTLSv12\tX\twww.example.com\th2\tabc\tdef
      1772450000.1\tC9\tnot-an-address\t40000\t10.0.0.2\t443\tTLSv12\tX\tother.example\t-\t-\t-
      """;
  private static final String SSL_JSON =
      "{\"ts\":1.5,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.1\",\"id.orig_p\":4,\"id.resp_h\":\"10.0.0.2\","
          + "\"id.resp_p\":443,\"version\":\"TLSv12\",\"cipher\":\"X\",\"server_name\":\"www.example.com\","
          + "\"next_protocol\":\"h2\",\"ja3\":\"abc\",\"ja3s\":\"def\"}\n";
  private static final Tls HANDSHAKE =
      new Tls("www.example.com", "h2", "TLSv12", "abc", "def", null, null);

  @TempDir Path folder;

  @Test
  void handshakesOfTheSameTimeGoToTheirConnections() throws IOException {
    Files.writeString(folder.resolve("ssl.log"), SSL);

    assertThat(tls("conn.log")).containsExactly(HANDSHAKE, null);
  }

  @Test
  void theSiblingMayBeCompressedJsonOrOfConnectionsThatGoOn() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(SSL_JSON.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("ssl.10_00_00-11_00_00.log.gz"), bytes.toByteArray());
    Files.writeString(folder.resolve("open_ssl.log"), SSL_JSON);

    assertThat(tls("conn.10_00_00-11_00_00.log")).containsExactly(HANDSHAKE, null);
    assertThat(tls("open_conn.log")).containsExactly(HANDSHAKE, null);
    assertThat(tls("conn.11_00_00-12_00_00.log")).containsExactly(null, null);
    assertThat(tls("reconn.log")).containsExactly(null, null);
  }

  @Test
  void theNameOfBothNeedNotBeText() throws IOException {
    Files.writeString(Path.of(URI.create(folder.toUri() + "a%FC%20ssl.log")), SSL);

    assertThat(tls(Path.of(URI.create(folder.toUri() + "a%FC%20conn.log"))))
        .containsExactly(HANDSHAKE, null);
  }

  @Test
  void anotherFileThatIsCalledSoIsNoTrouble() throws IOException {
    Files.writeString(folder.resolve("ssl.log"), "certificates\n" + CONN);

    assertThat(tls("conn.log")).containsExactly(null, null);
  }

  private List<@Nullable Tls> tls(String name) throws IOException {
    return tls(folder.resolve(name));
  }

  private static List<@Nullable Tls> tls(Path path) throws IOException {
    Files.writeString(path, CONN);
    InputFile file = InputFile.of(path);
    Flows flows = new Flows();
    try (InputStream input = file.open(bytes -> {});
        ZeekSiblings siblings = new ZeekSiblings(file, "zeek-conn")) {
      new ZeekDecoder().decode(input, siblings.joining(flows));
    }
    return flows.tls;
  }

  private static final class Flows implements DecodeSink {
    final List<@Nullable Tls> tls = new ArrayList<>();

    @Override
    public void accept(TelemetryRecord record) {
      tls.add(((FlowRecord) record).tls());
    }

    @Override
    public void reject(Rejection rejection) {
      throw new AssertionError(rejection.detail());
    }

    @Override
    public void skip(SkipReason reason, long count) {}
  }
}
