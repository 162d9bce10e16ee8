// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.doctor.Finding.Level;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;

class TemplateCheckTest {
  private static final String HEADER =
      "source,exporter,updated_at,sets_without_template,template_missing_since\r\n";
  private static final String EARLY =
      "edge,192.0.2.1,2026-03-02T12:00:00Z,20,2026-03-02T11:58:00.5Z";
  private static final String LATE = "core,192.0.2.2,2026-03-02T12:00:00Z,1,2026-03-02T11:48:00Z";

  @TempDir Path lake;

  @Test
  void saysWhatWaitsBeforeItIsAFault() throws IOException {
    assertThat(found(Map.of(), EARLY))
        .isEqualTo(
            Finding.ok(
                "templates",
                "awaited for 20 data sets of 192.0.2.1 (edge) since 2026-03-02T11:58:00Z: usual"
                    + " until the exporter next sends them"));
  }

  @Test
  void warnsOnceOfEachSourceThatWaitedInVain() throws IOException {
    Finding finding = found(Map.of("core", 7L, "nfcapd.1", 3L), EARLY, LATE);
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.text())
        .startsWith(
            "missing for 1 data set of 192.0.2.2 (core) since 2026-03-02T11:48:00Z;"
                + " 3 pieces of nfcapd.1 in the last 10 minutes;"
                + " 20 data sets of 192.0.2.1 (edge) since 2026-03-02T11:58:00Z: let");
  }

  @Test
  void isContentWhereNothingWaits() throws IOException {
    assertThat(found(Map.of(), "edge,192.0.2.1,2026-03-02T12:00:00Z,0,"))
        .isEqualTo(Finding.ok("templates", "none missing"));
  }

  /** The ledger does not tell whose source it was that pieces were rejected of. */
  @Test
  void hidesNothingBehindASourceOfTheSameName() throws IOException {
    Files.createDirectories(lake.resolve("sources"));
    Path other = lake.resolve("other");
    Files.writeString(
        lake.resolve("sources/other-1.csv"),
        "source,updated_at,spool\r\ncore,2026-03-02T12:00:00Z,other\r\n");
    try (Spool running = Spool.open(SpoolSettings.in(other), InstantSource.system())) {
      assertThat(found(Map.of("core", 7L), LATE).text())
          .startsWith(
              "missing for 1 data set of 192.0.2.2 (core) with the spool "
                  + lake.resolve("spool")
                  + " since 2026-03-02T11:48:00Z; 7 pieces of core in the last 10 minutes: let");
      assertThat(running.heldBytes()).isZero();
    }
  }

  private Finding found(Map<String, Long> rejected, String... rows) throws IOException {
    Files.writeString(lake.resolve("sources.csv"), HEADER + String.join("\r\n", rows) + "\r\n");
    try (Spool running =
        Spool.open(SpoolSettings.in(lake.resolve("spool")), InstantSource.system())) {
      assertThat(running.heldBytes()).isZero();
      return TemplateCheck.check(LiveStatus.read(lake), rejected);
    }
  }
}
