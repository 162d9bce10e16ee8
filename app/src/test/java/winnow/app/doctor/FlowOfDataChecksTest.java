// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.doctor.Finding.Level;

class FlowOfDataChecksTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path spool;

  @Test
  void countNoStateOfADecoderAsWaiting() throws IOException {
    write("lock", "", "2026-03-02T09:00:00Z");
    write("edge/20260302T090000.000000.state", "templates", "2026-03-02T09:00:20Z");
    write("edge/20260302T110000.000000.state.tmp", "templ", "2026-03-02T11:00:20Z");

    Finding finding = found();

    assertThat(finding.level()).isEqualTo(Level.OK);
    assertThat(finding.text()).isEqualTo("nothing waits at " + spool);
  }

  @Test
  void warnOfSegmentsThatWaitForLong() throws IOException {
    write("lock", "", "2026-03-02T09:00:00Z");
    write("edge/20260302T113000.000000.state", "templates", "2026-03-02T11:30:20Z");
    write("edge/20260302T115900.000000.segment", "0123456789", "2026-03-02T11:59:10Z");
    write("edge/20260302T115930.000000.open", "01234", "2026-03-02T11:59:40Z");
    assertThat(found()).isEqualTo(Finding.ok("spool", "15 B wait at " + spool));

    write("core/20260302T114000.000000.segment", "0123456789", "2026-03-02T11:40:10Z");
    Finding late = found();
    assertThat(late.level()).isEqualTo(Level.WARN);
    assertThat(late.text()).startsWith("25 B wait at " + spool + ", since 2026-03-02T11:40:10Z");
  }

  private Finding found() {
    return new FlowOfDataChecks(List.of(), NOW).spool(spool);
  }

  private void write(String name, String content, String at) throws IOException {
    Path file = spool.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(at)));
  }
}
