// SPDX-License-Identifier: Apache-2.0
package winnow.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import winnow.lake.Lake;

/** One server over the sample lake for all tests; hands out its {@link Client}. */
final class SampleServerExtension implements ParameterResolver {
  private static final class Running implements AutoCloseable {
    private final Path folder;
    private final Lake lake;
    private final Server server;
    private final Client client;

    Running() {
      try {
        folder = Files.createTempDirectory("winnow-server-test");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      lake = Lake.open(folder);
      SampleLake.fill(lake);
      server = new Server(ServerSettings.of("127.0.0.1", 0), lake, SampleLake.context(), "1.2.3");
      client = new Client(server.start());
    }

    @Override
    public void close() throws IOException {
      server.close();
      lake.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Client.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Running.class, none -> new Running(), Running.class)
        .client;
  }
}
