// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import winnow.app.terminal.Amounts;

class MachineChecksTest {
  @Test
  void tellsTheSettingOfTheSystemAsCatPrintsIt() throws Exception {
    Path setting = Path.of("/proc/sys/net/core/rmem_max");
    assumeTrue(Files.isReadable(setting), "this system has no " + setting);
    Process cat = new ProcessBuilder("cat", setting.toString()).start();
    String printed = new String(cat.getInputStream().readAllBytes(), US_ASCII).strip();
    assertThat(MachineChecks.socketBuffers(setting).text())
        .contains(Amounts.bytes(Long.parseLong(printed)));
  }
}
