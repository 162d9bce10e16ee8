// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.decode.CollectingSink;
import winnow.schema.FlowRecord;

/** The same files through our decoder and through nfdump. */
@Tag("peers")
class NfcapdPeersTest {
  private static final String FIELDS =
      "%ts;%te;%pr;%sa;%da;%sp;%dp;%pkt;%byt;%flg;%tos;%in;%out;%sas;%das;%ra;%eng;%smk;%dmk";

  static Path file() {
    String root = System.getenv("WINNOW_TEST_DATA");
    Assumptions.assumeTrue(root != null, "WINNOW_TEST_DATA is not set");
    return Path.of(root, "labelled", "slips", "test1-malicious.nfdump");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TZ", "UTC");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static CollectingSink decode(Path file) throws IOException {
    CollectingSink sink = new CollectingSink();
    new NfcapdDecoder().decode(new ByteArrayInputStream(Files.readAllBytes(file)), sink);
    return sink;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-J0", "-z", "-y", "-j"})
  void readsWhatNfdumpReads(String compression, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = file();
    if (!compression.isEmpty()) {
      Path copy = folder.resolve("copy");
      if (compression.equals("-J0")) {
        run("nfdump", "-r", file.toString(), "-w", copy.toString());
      } else {
        run("nfdump", "-r", file.toString(), "-w", copy.toString(), compression);
      }
      file = copy;
    }
    CollectingSink sink = decode(file);
    List<String> expected =
        run("nfdump", "-r", file.toString(), "-q", "-N", "-6", "-o", "fmt:" + FIELDS)
            .lines()
            .map(line -> line.replace(" ", ""))
            .filter(line -> !line.isEmpty())
            .toList();
    List<String> found = sink.flows().stream().map(NfcapdPeersTest::format).toList();

    assertThat(found).isEqualTo(expected);
    assertThat(sink.rejections).isEmpty();
  }

  /** The flow as nfdump writes it with {@link #FIELDS}, without blanks. */
  private static String format(FlowRecord flow) {
    boolean icmp = flow.icmpType() != null;
    long last = flow.eventTimeMicros() + flow.durationMicros();
    String destinationPort =
        icmp
            ? flow.icmpType() + "." + flow.icmpCode()
            : Integer.toString(flow.destination().port());
    return Stream.of(
            time(flow.eventTimeMicros()),
            time(last),
            flow.protocol(),
            flow.source().address(),
            flow.destination().address(),
            flow.source().port(),
            destinationPort,
            flow.forward().packets(),
            flow.forward().octets(),
            flags(flow.forward().tcpFlags()),
            flow.forward().tos(),
            flow.routing().inputInterface(),
            flow.routing().outputInterface(),
            flow.routing().sourceAs(),
            flow.routing().destinationAs(),
            flow.observer().exporter(),
            (flow.observer().domain() >> 8) + "/" + (flow.observer().domain() & 0xff),
            flow.routing().sourcePrefixLength(),
            flow.routing().destinationPrefixLength())
        .map(String::valueOf)
        .collect(Collectors.joining(";"));
  }

  private static String time(long micros) {
    return DateTimeFormatter.ofPattern("yyyy-MM-ddHH:mm:ss.SSS")
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochMilli(micros / 1000));
  }

  private static String flags(int bits) {
    StringBuilder text = new StringBuilder();
    String letters = "CEUAPRSF";
    for (int i = 0; i < 8; i++) {
      text.append((bits & 128 >> i) == 0 ? '.' : letters.charAt(i));
    }
    return text.toString();
  }
}
