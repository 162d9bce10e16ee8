// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import winnow.decode.CollectingSink;

class NetflowConformanceTest {
  @Test
  void report() throws IOException {
    String root = System.getenv("WINNOW_TEST_DATA");
    Assumptions.assumeTrue(root != null, "WINNOW_TEST_DATA is not set");
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(root, "conformance", "netflow"))) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      CollectingSink sink = new CollectingSink();
      new NetflowFileDecoder().decode(new ByteArrayInputStream(Files.readAllBytes(file)), sink);
      System.out.println(file.getFileName() + " " + sink.records.size() + " " + sink.skipped + " " + sink.rejections);
    }
    assertThat(files).isNotEmpty();
  }
}
