// SPDX-License-Identifier: Apache-2.0
package winnow.decode.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.decode.capture.PayloadReading;
import winnow.schema.TelemetryKind;
import winnow.schema.Tls;

/** Fingerprints of real handshakes, beside those that Arkime makes of the same captures. */
class HandshakeConformanceTest {
  private static final Map<String, String> EXPLAINED =
      Map.of(
          "arkime_synthetic",
          "a hello of DTLS without extensions that Arkime does not show",
          "openvpn_synthetic",
          "TLS inside OpenVPN is not read");

  @Test
  void fingerprintsAreThoseOfArkime() throws IOException {
    String data = System.getenv("WINNOW_TEST_DATA");
    assumeTrue(data != null, "WINNOW_TEST_DATA names no folder of test data");
    Map<String, String> different = new TreeMap<>();
    int compared = 0;
    Path folder = Path.of(Objects.requireNonNull(data), "conformance", "pcap-arkime", "pcap");
    List<Path> goldens;
    try (Stream<Path> files = Files.list(folder)) {
      goldens = files.filter(file -> file.toString().endsWith(".test")).sorted().toList();
    }
    for (Path golden : goldens) {
      String expected = Files.readString(golden);
      if (!expected.contains("\"ja4\"")) {
        continue;
      }
      compared++;
      String name = String.valueOf(golden.getFileName()).replace(".test", "");
      PayloadReading reading;
      try (InputStream capture = Files.newInputStream(folder.resolve(name + ".pcap"))) {
        reading = PayloadReading.of(capture, TelemetryKind.FLOW);
      }
      Set<String> ours = found(reading, Tls::ja4);
      Set<String> theirs = listed(expected, "ja4");
      // Arkime makes no JA3 of DTLS.
      boolean ja3 =
          found(reading, Tls::ja3).containsAll(listed(expected, "ja3"))
              && found(reading, Tls::ja3s).containsAll(listed(expected, "ja3s"));
      if (!ours.equals(theirs) || !ja3) {
        different.put(
            name,
            "ours "
                + ours
                + found(reading, Tls::ja3s)
                + ", theirs "
                + theirs
                + listed(expected, "ja3s"));
      }
    }
    assertThat(compared).isGreaterThan(25);
    assertThat(different.keySet()).as("%s", different).isEqualTo(EXPLAINED.keySet());
  }

  private static Set<String> found(PayloadReading reading, Function<Tls, @Nullable String> part) {
    Set<String> found = new TreeSet<>();
    for (PayloadReading.Facts facts : reading.connections.values()) {
      String text = facts.tls == null ? null : part.apply(facts.tls);
      if (text != null) {
        found.add(text);
      }
    }
    return found;
  }

  private static Set<String> listed(String json, String name) {
    Set<String> listed = new TreeSet<>();
    Matcher lists = Pattern.compile("\"" + name + "\" : \\[([^]]*)]").matcher(json);
    while (lists.find()) {
      Matcher texts = Pattern.compile("\"([^\"]+)\"").matcher(lists.group(1));
      while (texts.find()) {
        listed.add(texts.group(1));
      }
    }
    return listed;
  }
}
