// SPDX-License-Identifier: Apache-2.0
package winnow.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The how-to of mappings does what it says. */
class MappingHowToTest {
  private static final Path PAGE = Path.of("../docs/how-to/mapping.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]+ (\\S+)\n(.*?)^```$");

  @TempDir Path folder;

  @BeforeEach
  void writeFilesOfThePage() throws IOException {
    List<MatchResult> blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
    assertThat(blocks).isNotEmpty();
    for (MatchResult block : blocks) {
      Files.writeString(folder.resolve(block.group(1)), block.group(2));
    }
  }

  private record Ran(int exitCode, String out, String err) {}

  private Ran check(String mapping, String sample) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new CheckCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler((failure, line, parsed) -> {
              err.write(String.valueOf(failure.getMessage()));
              return failure instanceof IllegalArgumentException ? 2 : 3;
            })
            .execute(
                "mapping", folder.resolve(mapping).toString(), folder.resolve(sample).toString());
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void theTableIsPrintedAsItsMappingSays() {
    Ran ran = check("firewall.mapping", "firewall.csv");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().lines().map(line -> line.strip().split(" +")))
        .containsExactly(
            new String[] {
              "event_time",
              "exporter",
              "duration",
              "src_addr",
              "dst_addr",
              "src_port",
              "dst_port",
              "protocol",
              "octets",
              "sampling_interval"
            },
            new String[] {
              "2026-03-02T09:00:00.000000Z", "branch-fw", "1500000", "192.0.2.1", "198.51.100.1",
              "40000", "443", "6", "2560", "1"
            },
            new String[] {
              "2026-03-02T09:00:07.000000Z", "branch-fw", "20000", "192.0.2.7", "198.51.100.1",
              "40001", "53", "17", "102", "1"
            });
    assertThat(ran.err())
        .contains("accepted 2, rejected 0")
        .contains("fields that no column takes: Rule\n")
        .contains("fields that are not in the sample: none\n")
        .containsPattern("columns that are not filled: .*\\bpackets\\b");
  }

  @Test
  void theJsonLinesArePrintedAsTheirMappingSays() {
    Ran ran = check("resolver.mapping", "resolver.json");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("2026-03-02T10:00:00.123000Z").contains("www.example.com 1  ");
    assertThat(ran.err()).contains("fields that no column takes: none\n");
  }

  @Test
  void rejectedRowsAreExitCode1AndAWrongMappingIs2() throws IOException {
    Path csv = folder.resolve("firewall.csv");
    Files.writeString(csv, Files.readString(csv).replace("192.0.2.7", "nowhere"));
    Ran rejected = check("firewall.mapping", "firewall.csv");
    assertThat(rejected.exitCode()).isEqualTo(1);
    assertThat(rejected.err())
        .contains("record 3: column src_addr from Client: \"nowhere\" is not an IP address");

    Path mapping = folder.resolve("firewall.mapping");
    Files.writeString(mapping, Files.readString(mapping).replace("dst_port ", "dst_prt "));
    Ran wrong = check("firewall.mapping", "firewall.csv");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("line 11: \"dst_prt\"").contains("did you mean \"dst_port\"?");
  }
}
