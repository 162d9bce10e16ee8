// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.nio.file.Files;
import java.nio.file.Path;
import winnow.lake.Lake;

/** Serves the sample lake to the browser tests; prints its address and runs until it is ended. */
final class SampleServer {
  private SampleServer() {}

  /** Arguments: folder for the lake, and "empty" for a lake without anything in it. */
  public static void main(String[] arguments) throws Exception {
    try (Lake lake = Lake.open(Files.createDirectories(Path.of(arguments[0])))) {
      if (arguments.length == 1) {
        SampleLake.fill(lake);
      }
      ServerSettings settings = ServerSettings.of("127.0.0.1", 0);
      try (Server server = new Server(settings, lake, SampleLake.context(), "test")) {
        System.out.println(server.start());
        Thread.currentThread().join();
      }
    }
  }
}
