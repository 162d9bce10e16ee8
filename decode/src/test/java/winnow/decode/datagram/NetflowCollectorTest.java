// SPDX-License-Identifier: Apache-2.0
package winnow.decode.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.decode.CollectingSink;
import winnow.decode.ExporterPayloads;
import winnow.decode.Peers;
import winnow.decode.exporter.ExporterSettings;
import winnow.decode.exporter.FlowDatagram;
import winnow.schema.FlowRecord;

/** Payloads inside which tshark stops, as they were sent, through our decoder and nfcapd. */
@Tag("peers")
class NetflowCollectorTest {
  private static final String FIELDS =
      "%ts,%te,%sa,%da,%sp,%dp,%pr,%flg,%tos,%pkt,%byt,%in,%out,%sas,%das,%smk,%dmk,%nh,%fwd,%dir";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-ddHH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  @Test
  void readsInPayloadsAtWhichTsharkStopsWhatNfcapdReads(@TempDir Path folder)
      throws IOException, InterruptedException {
    String root = System.getenv("WINNOW_TEST_DATA");
    Assumptions.assumeTrue(root != null, "WINNOW_TEST_DATA is not set");
    Path data = Path.of(root, "conformance", "netflow");
    List<Path> payloads =
        List.of(
            data.resolve("netflow9_test_h3c_data3281.dat"),
            data.resolve("netflow9_test_invalid01.dat"));
    List<String> ours = new ArrayList<>();
    for (Path payload : payloads) {
      decode(payload).flows().forEach(flow -> ours.add(format(flow)));
    }

    List<String> stored = Peers.nfcapd(payloads, folder, FIELDS);
    assertThat(stored).hasSize(18);
    assertThat(stored).map(line -> line.replace(" ", "")).isEqualTo(ours);
  }

  private static CollectingSink decode(Path payload) throws IOException {
    FlowDatagramDecoder decoder = new FlowDatagramDecoder(ExporterSettings.DEFAULT);
    CollectingSink sink = new CollectingSink();
    for (Path file : ExporterPayloads.templatesFor(payload)) {
      feed(decoder, file, sink);
    }
    feed(decoder, payload, sink);
    return sink;
  }

  private static void feed(FlowDatagramDecoder decoder, Path file, CollectingSink sink)
      throws IOException {
    for (byte[] bytes : ExporterPayloads.datagrams(file)) {
      decoder.decode(new FlowDatagram(null, bytes, 0, bytes.length, 0, null), sink);
    }
  }

  /** The flow as nfdump prints it with {@link #FIELDS}, without blanks. */
  private static String format(FlowRecord flow) {
    return Stream.of(
            time(flow.eventTimeMicros()),
            time(flow.eventTimeMicros() + flow.durationMicros()),
            flow.source().address(),
            flow.destination().address(),
            flow.source().port(),
            flow.destination().port(),
            flow.protocol(),
            flow.forward().tcpFlags() == 0 ? "........" : "" + flow.forward().tcpFlags(),
            flow.forward().tos(),
            flow.forward().packets(),
            flow.forward().octets(),
            flow.routing().inputInterface(),
            flow.routing().outputInterface(),
            flow.routing().sourceAs(),
            flow.routing().destinationAs(),
            flow.routing().sourcePrefixLength(),
            flow.routing().destinationPrefixLength(),
            Objects.requireNonNullElse(flow.routing().nextHop(), "0.0.0.0"),
            flow.routing().forwardingStatus(),
            Objects.equals(flow.routing().direction(), 1) ? "E" : "I")
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static String time(long micros) {
    return TIME.format(Instant.ofEpochMilli(micros / 1000));
  }
}
