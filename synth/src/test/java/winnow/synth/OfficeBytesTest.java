// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.synth.emit.OutputFormat;
import winnow.synth.emit.Rotation;
import winnow.synth.scenario.FlowView;
import winnow.synth.scenario.Scenario;

/**
 * The office is the same for ever: figures measured on it stay comparable. The mathematics of other
 * processors may round the last bit differently, so the digests hold on one.
 */
class OfficeBytesTest {
  @TempDir private Path folder;

  @Test
  void theOfficeHasTheBytesItAlwaysHad() throws Exception {
    assertThat(digest(Scenario.office(60, 3), EnumSet.allOf(OutputFormat.class)))
        .isEqualTo("74e33f6c3448b9b2cc3dede09b3bb8588090e154a68b792179e70a73aa8d5bff");
  }

  @Test
  void soHasTheOfficeOfAnotherSizeAndSeedWithBothDirectionsInARecord() throws Exception {
    Scenario other = Scenario.office(120, 2).withSeed(7).withFlowView(FlowView.BIFLOW);
    assertThat(digest(other, EnumSet.of(OutputFormat.IPFIX, OutputFormat.PROXY)))
        .isEqualTo("e8c8049f7795aa3db15e98dbb3daf3ab4620a3f0480a4a0c3fd22499d9793eed");
  }

  @Test
  void soHaveExactlyAsManyFlowsAsAskedFor() throws Exception {
    Scenario benchmark = Scenario.benchmark(100, 20_000);
    assertThat(digest(benchmark, EnumSet.of(OutputFormat.NFCAPD)))
        .isEqualTo("0490d9e963e13c22860c2d41d0020d0d6a7b5b1910910e55bef3a8d70bcccaba");
  }

  private String digest(Scenario scenario, Set<OutputFormat> formats) throws Exception {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "digests were taken on amd64");
    new DataSet(scenario, formats, Rotation.HOUR).write(folder, (done, days, records) -> {});
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : all) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
