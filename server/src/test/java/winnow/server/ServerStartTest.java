// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import winnow.lake.Lake;
import winnow.server.api.HostContext;

class ServerStartTest {
  @Test
  void saysThatItsPortIsTakenAndLogsNothing(@TempDir Path folder) throws IOException {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (Lake lake = Lake.open(folder);
        ServerSocket taken = new ServerSocket(0, 1, loopback)) {
      ServerSettings settings = ServerSettings.of(loopback.getHostAddress(), taken.getLocalPort());
      Server server = new Server(settings, lake, HostContext.none(), "test");
      assertThatThrownBy(server::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("port " + taken.getLocalPort() + " of 127.0.0.1 is taken");
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
  }
}
