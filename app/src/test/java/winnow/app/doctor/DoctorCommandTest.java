// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import winnow.app.collect.SourcesCommand;
import winnow.collector.spool.Spool;
import winnow.collector.spool.SpoolSettings;
import winnow.lake.Lake;

class DoctorCommandTest {
  private static final String HEADER =
      "source,exporter,endpoint,updated_at,last_received,sets_without_template,"
          + "template_missing_since,spool\r\n";

  @TempDir Path folder;
  private Path lake;
  private Path elsewhere;

  @BeforeEach
  void makeLake() throws IOException {
    folder = folder.toRealPath();
    lake = folder.resolve("lake");
    elsewhere = folder.resolve("a");
    Lake.open(lake).close();
    Files.createDirectories(lake.resolve("sources"));
  }

  /** What one that ended told of a source stands in the way of nothing that another tells of it. */
  @Test
  void tellsSourcesOfTheSameNameApart() throws IOException {
    table(
        "a-1",
        "netflow,,udp 0.0.0.0:2055,2026-03-02T08:00:00Z,2026-03-02T03:00:00Z,,,A",
        "netflow,192.0.2.1,,2026-03-02T08:00:00Z,2026-03-02T03:00:00Z,4,2026-03-02T07:55:00Z,A");
    table(
        "spool",
        "netflow,,udp 0.0.0.0:2055,2026-03-02T12:00:00Z,2026-03-02T11:59:00Z,,,",
        "netflow,192.0.2.2,,2026-03-02T12:00:00Z,2026-03-02T10:40:00Z,7,2026-03-02T11:45:00Z,");
    try (Spool running = open(lake.resolve("spool"))) {
      String named = "192.0.2.2 (netflow) with the spool " + running.settings().folder();
      assertThat(doctor())
          .anyMatch(line -> line.startsWith("warn  sources: silent: " + named + " for 80 min: "))
          .anyMatch(line ->
              line.startsWith(
                  "warn  templates: missing for 7 data sets of "
                      + named
                      + " since 2026-03-02T11:45:00Z: "));
    }
    assertThat(doctor())
        .contains("ok    sources: no live ones", "ok    templates: none missing")
        .anyMatch(line ->
            line.startsWith("warn  collector: spool " + elsewhere)
                && line.contains("none runs: it last told of itself at 2026-03-02T08:00:00Z;"));
  }

  @Test
  void saysWhichTableIsDamagedAndChecksTheOthers() throws IOException {
    String time = "2026-03-02T12:00:00Z";
    write("binary.csv", "source,updated_at\r\n\u00fc," + time + "\r\n");
    write("cut.csv", HEADER + "y,,," + time + ",noon,,,\r\n");
    write("empty.csv", "");
    write("nowhere.csv", HEADER + "z,,," + time + ",,,,/spool\0\r\n");
    write("odd.properties", "spool=\\u00\n");
    write("old.csv", "source,exporter\r\nx,\r\n");
    write("short.csv", HEADER + "y,,," + time + "\r\n");
    write("today.properties", "spool=a\nstarted-at=today\n");
    table("spool", "edge,,udp 0.0.0.0:2055," + time + ",2026-03-02T11:59:00Z,,,");

    List<String> lines = doctor();
    assertThat(lines)
        .anyMatch(line -> line.startsWith("ok    catalog: whole"))
        .anyMatch(line -> line.startsWith("warn  collector: none runs: "));
    String told =
        "warn  collector: what one tells cannot be read: " + lake.resolve("sources") + "/";
    String none = " is no table of sources: ";
    List<String> damages =
        List.of(
            "binary.csv cannot be read: ",
            "cut.csv" + none + "in line 2, last_received is \"noon\", no time",
            "empty.csv" + none + "it is empty",
            "nowhere.csv names a spool that is no path: ",
            "odd.properties cannot be read: ",
            "old.csv" + none + "in line 2, updated_at is \"\", no time",
            "short.csv" + none + "in line 2, there are 4 cells for 8 columns",
            "today.properties is damaged: ");
    assertThat(lines).filteredOn(line -> line.startsWith(told)).hasSameSizeAs(damages);
    assertThat(damages)
        .allSatisfy(damage -> assertThat(lines).anyMatch(line -> line.startsWith(told + damage)));

    StringWriter err = new StringWriter();
    assertThat(run(new SourcesCommand(), err))
        .filteredOn(line -> !line.startsWith("source,"))
        .extracting(line -> line.substring(0, line.indexOf(',')))
        .containsExactly("z", "edge");
    assertThat(err.toString().lines())
        .hasSize(5)
        .anyMatch(line -> line.contains("cut.csv" + none + "in line 2, last_received"));
  }

  @Test
  void looksAtEverySpoolThatIsKnownOrNamed() throws IOException {
    Path named = folder.resolve("b");
    assertThat(doctor())
        .contains("ok    spool: nothing waits at " + lake.resolve("spool"))
        .noneMatch(line -> line.contains("collector:"));
    table("a-1", "netflow,,,2026-03-02T08:00:00Z,,,,A");
    assertThat(doctor())
        .contains("ok    spool: nothing waits at " + elsewhere)
        .noneMatch(line -> line.contains(lake.resolve("spool").toString()));
    table("spool", "netflow,,,2026-03-02T12:00:00Z,,,,");
    waiting(elsewhere, 5);
    waiting(lake.resolve("spool"), 6);
    waiting(named, 7);

    assertThat(doctor("--spool", named.toString()))
        .contains(
            "ok    spool: 5 B wait at " + elsewhere,
            "ok    spool: 6 B wait at " + lake.resolve("spool"),
            "ok    spool: 7 B wait at " + named)
        .anyMatch(line -> line.startsWith("warn  collector: no collector is known at " + named))
        .noneMatch(line -> line.contains("-1000000000"));
    assertThat(doctor("--spool", folder.resolve("lake/../a").toString()))
        .filteredOn(line -> line.contains("  spool: ") || line.contains("  collector: "))
        .hasSize(4);
  }

  private List<String> doctor(String... options) {
    String[] arguments = new String[options.length + 4];
    System.arraycopy(new String[] {"--lake", lake.toString(), "--port", "0"}, 0, arguments, 0, 4);
    System.arraycopy(options, 0, arguments, 4, options.length);
    return run(new DoctorCommand(), new StringWriter(), arguments);
  }

  private List<String> run(Callable<Integer> command, StringWriter err, String... arguments) {
    StringWriter out = new StringWriter();
    new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.length == 0 ? new String[] {"--lake", lake.toString()} : arguments);
    return out.toString().lines().toList();
  }

  /** Writes a table whose rows name the spool elsewhere as {@code A}. */
  private void table(String name, String... rows) throws IOException {
    String text = HEADER + String.join("\r\n", rows) + "\r\n";
    write(name + ".csv", text.replace(",A\r\n", "," + elsewhere + "\r\n"));
  }

  /** Writes what is no UTF-8 unless it is ASCII. */
  private void write(String name, String text) throws IOException {
    Files.writeString(lake.resolve("sources").resolve(name), text, ISO_8859_1);
  }

  private static void waiting(Path spool, int bytes) throws IOException {
    Files.createDirectories(spool.resolve("edge"));
    Files.write(spool.resolve("edge/20260302T113000.000000.segment"), new byte[bytes]);
  }

  private static Spool open(Path place) throws IOException {
    return Spool.open(SpoolSettings.in(place), InstantSource.system());
  }
}
