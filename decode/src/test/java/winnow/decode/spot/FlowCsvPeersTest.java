// SPDX-License-Identifier: Apache-2.0
package winnow.decode.spot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.DecodeOptions;
import winnow.decode.nfcapd.NfcapdDecoder;
import winnow.schema.FlowRecord;

/** A file as nfdump prints it, and as we read it ourselves. */
@Tag("peers")
class FlowCsvPeersTest {
  private static final long MICROS_PER_SECOND = 1_000_000;

  @Test
  void readsOfNfdumpsCsvWhatIsInTheFile() throws IOException {
    String data = System.getenv("WINNOW_TEST_DATA");
    assumeTrue(data != null, "WINNOW_TEST_DATA names no folder of test data");
    Path file = Path.of(data, "labelled", "slips", "test1-malicious.nfdump");
    Collected ours;
    try (InputStream input = Files.newInputStream(file)) {
      ours = Collected.from(new NfcapdDecoder(), input);
    }
    ProcessBuilder nfdump = new ProcessBuilder("nfdump", "-r", file.toString(), "-o", "csv");
    nfdump.environment().put("TZ", "UTC");
    Process process = nfdump.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Collected theirs =
        Collected.from(new FlowCsvDecoder(DecodeOptions.named("x")), process.getInputStream());

    assertThat(theirs.rejections).isEmpty();
    assertThat(facts(theirs)).isEqualTo(facts(ours)).hasSizeGreaterThan(4_000);
  }

  /** What nfdump prints of flows; times without fraction. */
  private static List<String> facts(Collected decoded) {
    return decoded.flows().stream().map(FlowCsvPeersTest::facts).toList();
  }

  private static String facts(FlowRecord flow) {
    return List.of(
            flow.eventTimeMicros() / MICROS_PER_SECOND,
            flow.durationMicros(),
            flow.source(),
            flow.destination(),
            flow.protocol(),
            flow.forward(),
            flow.icmpType() + "." + flow.icmpCode(),
            flow.routing().sourceAs(),
            flow.routing().destinationAs(),
            flow.observer().exporter() + "")
        .toString();
  }
}
