// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortCheckTest {
  @Test
  void saysWhichProcessHasAPort() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "this system does not tell");
    String owner = "taken by process " + ProcessHandle.current().pid() + " (";
    try (ServerSocket tcp = new ServerSocket(0);
        DatagramSocket udp = new DatagramSocket(0)) {
      assertThat(PortCheck.tcp(tcp.getLocalPort()).text())
          .startsWith(owner)
          .endsWith("): stop it, or use another port for what comes over TCP");
      assertThat(PortCheck.udp(udp.getLocalPort()).text())
          .startsWith(owner)
          .endsWith("): stop it, or use another port");
    }
  }

  @Test
  void saysThatALowPortNeedsAPrivilegeUnlessItIsTaken() {
    BindException denied = new BindException("Permission denied");
    assertThat(PortCheck.obstacle(514, "", denied))
        .isEqualTo(
            "Permission denied: ports below 1024 need a privilege: grant it"
                + " (AmbientCapabilities=CAP_NET_BIND_SERVICE in a systemd unit), or use another port");
    assertThat(PortCheck.obstacle(514, "process 7 (syslogd)", denied))
        .isEqualTo("taken by process 7 (syslogd): stop it, or use another port");
    assertThat(PortCheck.obstacle(5140, "", denied))
        .isEqualTo("Permission denied: use another port");
  }
}
