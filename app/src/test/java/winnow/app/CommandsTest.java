// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.option.ExitCode;
import winnow.lake.Lake;

/** Exit codes of commands, and that standard output carries data and nothing else. */
class CommandsTest {
  private static final String FLOWS =
      """
      event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets
      2026-03-02T10:00:00Z,10.0.0.1,40000,192.0.2.1,443,6,5,700
      2026-03-02T10:00:01Z,10.0.0.2,40001,192.0.2.1,443,6,6,800
      2026-03-02T10:00:02Z,nowhere,40002,192.0.2.1,443,6,7,900
      """;

  @TempDir Path folder;
  private Path flows;
  private Path text;
  private String lake;

  @BeforeEach
  void writeInputs() throws IOException {
    flows = Files.writeString(folder.resolve("flows.csv"), FLOWS);
    text = Files.writeString(folder.resolve("notes.txt"), "just a text\n");
    lake = folder.resolve("lake").toString();
  }

  @Test
  void decodePrintsRecordsAndSaysTheRestOnStandardError() {
    Ran ran = Ran.of("decode", "--csv", flows.toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ran.lines()).hasSize(3);
    assertThat(ran.lines().getFirst()).startsWith("event_time,");
    assertThat(ran.lines().subList(1, 3)).allMatch(line -> line.startsWith("2026-03-02T10:00:0"));
    assertThat(ran.err()).contains("csv, accepted 2, rejected").contains("bad address");
  }

  @Test
  void collectSaysWhichOptionOrFileIsWrong() {
    assertThat(Ran.of("collect", "--lake", lake, "@/nope.conf"))
        .extracting(Ran::exitCode, ran -> ran.err().lines().findFirst().orElse(""))
        .containsExactly(ExitCode.USAGE, "winnow: @/nope.conf: no such file of options");
    assertThat(
            Ran.of("collect", "--lake", lake, "--netflow", "127.0.0.1:0", "--sampling", "foo=10")
                .err())
        .startsWith("winnow: --sampling foo=10: not an IP address: \"foo\"");
  }

  @Test
  void decodePrintsOneObjectARecord() {
    Ran ran = Ran.of("decode", "--ndjson", flows.toString());

    assertThat(ran.lines()).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void decodeOfNothingUsablePrintsNothing() {
    Ran ran = Ran.of("decode", text.toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("notes.txt: text of no format that is read");
  }

  @Test
  void aFileThatIsNotThereIsTheCallersFault() {
    for (String command : List.of("decode", "ingest")) {
      Ran ran =
          command.equals("decode")
              ? Ran.of(command, "not-there")
              : Ran.of(command, "--lake", lake, "not-there");

      assertThat(ran.exitCode()).as(command).isEqualTo(ExitCode.USAGE);
      assertThat(ran.out()).as(command).isEmpty();
      assertThat(ran.err()).as(command).contains("no such file or folder: ").contains("not-there");
    }
  }

  @Test
  void theHelpThatIsHintedAtIsThere() {
    String[][] calls = {
      {"ingset"},
      {"decode"},
      {"quarantine", "show"},
      {"quarantine", "list", "--bogus"},
      {"check", "mapping"},
      {"help", "quarantine", "shwo"}
    };
    for (String[] call : calls) {
      String hint = Ran.of(call).err().lines().reduce("", (before, last) -> last);
      assertThat(hint).as(String.join(" ", call)).startsWith("Try 'winnow help");
      String[] words = hint.substring("Try 'winnow ".length(), hint.length() - 2).split(" ");
      Ran help = Ran.of(words);
      assertThat(help.exitCode()).as(hint).isZero();
      assertThat(help.lines().getFirst())
          .as(hint)
          .startsWith("Usage: winnow" + String.join(" ", words).substring("help".length()));
    }
  }

  @Test
  void saysInWordsWhyAFolderCannotBeMade() throws IOException {
    String[] spool = {"collect", "--lake", lake, "--netflow", "127.0.0.1:0", "--spool"};
    assertThat(Ran.of(with(spool, flows)).err())
        .isEqualTo("winnow: something else is there already: " + flows + "\n");
    assertThat(Ran.of("ingest", "--lake", flows.toString(), text.toString()).err())
        .isEqualTo(
            "winnow: cannot make the lake's folder: something else is there already: "
                + flows
                + "\n");

    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(locked), "this user may write everything");
    Path inner = locked.resolve("inner");
    assertThat(Ran.of(with(spool, inner)).err())
        .isEqualTo("winnow: permission denied: " + inner + "\n");
    assertThat(Ran.of("ingest", "--lake", inner.toString(), text.toString()).err())
        .isEqualTo("winnow: cannot make the lake's folder: permission denied: " + inner + "\n");
  }

  private static String[] with(String[] words, Path last) {
    return Stream.concat(Stream.of(words), Stream.of(last.toString())).toArray(String[]::new);
  }

  @Test
  void wrongCallsAreRefusedWithAHintAndNothingOnStandardOutput() {
    String[][] calls = {
      {"ingset"},
      {"decode"},
      {"decode", "--csv", "--ndjson", flows.toString()},
      {"decode", "--format", "bluecoat", flows.toString()},
      {"search", "--lake", lake},
      {"analyze", "smtp", "--lake", lake},
      {"export", "flow", "--as", "xml", "--lake", lake},
      {"synth"},
    };
    for (String[] call : calls) {
      Ran ran = Ran.of(call);

      assertThat(ran.exitCode()).as(String.join(" ", call)).isEqualTo(ExitCode.USAGE);
      assertThat(ran.out()).as(String.join(" ", call)).isEmpty();
      assertThat(ran.err()).as(String.join(" ", call)).startsWith("winnow: ");
    }
  }

  @Test
  void synthLeavesOutTheDaysThatAreMissingAndWritesLeasesWhereAddressesChange() throws IOException {
    Path data = folder.resolve("data");
    Ran ran =
        Ran.of(
            "synth",
            "--scenario",
            "campaigns",
            "--hosts",
            "30",
            "--days",
            "2",
            "--seed",
            "3",
            "--first-day",
            "2026-05-04",
            "--missing-day",
            "2026-05-04",
            "--sampling",
            "50",
            "--churn",
            "0.2",
            "--formats",
            "nfcapd",
            "--out",
            data.toString());

    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.OK);
    assertThat(ran.err()).startsWith("wrote ").contains(" hosts in 2 days to ");
    assertThat(data.resolve("context/leases.csv")).exists();
    try (Stream<Path> files = Files.list(data.resolve("flow"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("nfcapd.20260505"));
    }
  }

  @Test
  void synthRefusesConditionsThatCannotBe() {
    Map<List<String>, String> calls =
        Map.of(
            List.of("--missing-day", "2026-01-01"),
                "--missing-day 2026-01-01 is not among the days 2026-03-02 to 2026-03-03",
            List.of("--sampling", "0"), "sampling of 1 in 0 packets, expected 1 to 1000000",
            List.of("--churn", "2"), "churn share is 2.0, expected 0 to 1",
            List.of("--sampling", "10", "--flows", "20000"),
                "samplingInterval is 10, expected 1 where flowsPerDay is given",
            List.of("--scenario", "ofice"), "expected one of [OFFICE, CAMPAIGNS, POISONED]");
    calls.forEach((call, message) -> {
      List<String> whole = new ArrayList<>(List.of("synth", "--days", "2", "--out", lake));
      whole.addAll(call);
      Ran ran = Ran.of(whole.toArray(String[]::new));
      assertThat(ran.exitCode()).as(call.toString()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err()).contains(message).doesNotContain("java.");
    });
    assertThat(Path.of(lake)).doesNotExist();
  }

  @Test
  void saysWhatWasMeant() {
    Map<List<String>, String> calls =
        Map.of(
            List.of("ingest", "--fromat", "csv", "x"), "; did you mean \"--format\"?",
            List.of("ingest", "--format", "zeek", "x"), "; did you mean one of zeek-conn, ",
            List.of("ingest", "--zone", "Europe/Berlim", "x"), "; did you mean \"Europe/Berlin\"?",
            List.of("housekeep", "--forget-before", "yesterday"),
                "\"yesterday\" is no day; write it as 2026-03-02",
            List.of("ingest", "--zone", "Mars/X", "x"),
                "there is no time zone \"Mars/X\"; names are such as Europe/Berlin");
    calls.forEach((call, hint) -> {
      Ran ran = Ran.of(call.toArray(String[]::new));
      assertThat(ran.exitCode()).as(call.toString()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err()).contains(hint).doesNotContain("java.");
    });
    assertThat(Ran.of("ingest", "--help").out()).contains("--layout '%ts.%03tu %>a");
  }

  @Test
  void ingestPrintsNothingAndTheLakeAnswersWithRowsOnly() {
    Ran ingest = Ran.of("ingest", "--lake", lake, flows.toString(), text.toString());
    assertThat(ingest.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ingest.out()).isEmpty();
    assertThat(ingest.err())
        .contains("1 file ingested, 1 not read")
        .contains("accepted 2 (2 flow)");

    assertThat(
            Ran.of("search", "--lake", lake, "select src_addr, octets from flow order by 1")
                .lines())
        .containsExactly("src_addr,octets", "10.0.0.1,700", "10.0.0.2,800");
    assertThat(
            Ran.of("search", "--lake", lake, "--ndjson", "select sum(octets) as o from flow")
                .lines())
        .containsExactly("{\"o\":1500}");
    assertThat(Ran.of("export", "flow", "--lake", lake).lines()).hasSize(3);
    assertThat(Ran.of("export", "flow", "--as", "ecs", "--lake", lake).lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{"));
    assertThat(Ran.of("inputs", "--lake", lake).lines()).hasSize(2);
    assertThat(Ran.of("runs", "--lake", lake).lines()).hasSize(1);
  }

  @Test
  void dryRunSaysWhatWouldComeOfEachFileAndWritesNothing() {
    Ran ran =
        Ran.of(
            "ingest",
            "--dry-run",
            "--rows",
            "1",
            "--lake",
            lake,
            flows.toString(),
            text.toString());

    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ran.lines()).hasSize(3);
    assertThat(ran.lines().get(0)).startsWith("file,outcome,format,bytes,flow,dns,http,rejected,");
    assertThat(ran.lines().get(1))
        .startsWith(flows + ",ingest,csv," + FLOWS.length() + ",2,0,0,1,1,")
        .contains(",2026-03-02T10:00:00Z,2026-03-02T10:00:01Z,");
    assertThat(ran.lines().get(2))
        .startsWith(text + ",refused,,12,0,0,0,0,0,,,,,")
        .contains("text of no format that is read");
    assertThat(ran.err()).contains("nowhere").contains("10.0.0.1").doesNotContain("10.0.0.2");
    assertThat(Path.of(lake)).doesNotExist();

    Ran.of("ingest", "--lake", lake, flows.toString());
    Ran again = Ran.of("ingest", "--dry-run", "--lake", lake, flows.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(again.lines().get(1)).startsWith(flows + ",known,csv,");
  }

  @Test
  void dryRunRefusesWhatAnIngestRefuses() throws IOException {
    Path damaged = Files.write(folder.resolve("flows.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    assertThat(Ran.of("ingest", "--lake", lake, damaged.toString()).err()).contains("1 not read");

    Ran ran = Ran.of("ingest", "--dry-run", "--lake", lake, damaged.toString());
    assertThat(ran.exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
    assertThat(ran.lines().get(1))
        .startsWith(damaged + ",refused,,5,")
        .contains("gzip data is cut off");
  }

  @Test
  void aPipeIsIngestedOnceAndDecodes() {
    InputStream terminal = System.in;
    try {
      System.setIn(new ByteArrayInputStream(FLOWS.getBytes(UTF_8)));
      assertThat(Ran.of("ingest", "--lake", lake, "-", "--name", "piped.csv").exitCode())
          .isEqualTo(ExitCode.OK);
      System.setIn(new ByteArrayInputStream(FLOWS.getBytes(UTF_8)));
      assertThat(Ran.of("ingest", "--lake", lake, "-").err()).contains("1 known already");
      System.setIn(new ByteArrayInputStream(FLOWS.getBytes(UTF_8)));
      assertThat(Ran.of("decode", "-").lines()).hasSize(3);
    } finally {
      System.setIn(terminal);
    }
    assertThat(Ran.of("inputs", "--lake", lake).lines())
        .hasSize(2)
        .last(STRING)
        .contains(",piped.csv,");
    assertThat(Path.of(lake, "tmp")).isEmptyDirectory();
  }

  @Test
  void aMappingBringsInATableOfAnyMake() throws IOException {
    Path table = Files.writeString(folder.resolve("t.tsv"), "1772445600\t10.0.0.1\t10.0.0.2\n");
    Path mapping =
        Files.writeString(
            folder.resolve("t.mapping"),
            """
            kind = flow
            format = tsv
            fields = t, a, b
            event_time = t | s
            src_addr = a
            dst_addr = b
            """);

    assertThat(Ran.of("decode", "--mapping", mapping.toString(), table.toString()).lines())
        .hasSize(2);
    Ran ingest =
        Ran.of("ingest", "--lake", lake, "--mapping", mapping.toString(), table.toString());
    assertThat(ingest.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Ran.of("search", "--lake", lake, "select src_addr, event_time from flow").out())
        .contains("10.0.0.1,2026-03-02");
    Ran wrong = Ran.of("decode", "--mapping", table.toString(), table.toString());
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("t.tsv: the mapping cannot be used");
  }

  @Test
  void ingestOfWhatIsKnownIsDoneAndOfNothingUsableIsNot() {
    assertThat(Ran.of("ingest", "--lake", lake, flows.toString()).exitCode())
        .isEqualTo(ExitCode.OK);
    Ran again = Ran.of("ingest", "--lake", lake, flows.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(again.err()).contains("1 known already");

    assertThat(Ran.of("ingest", "--lake", lake, text.toString()).exitCode())
        .isEqualTo(ExitCode.NOTHING_USABLE);
  }

  @Test
  void analyzePrintsTheListOnlyAndItsRunVerifies() {
    Ran.of("ingest", "--lake", lake, flows.toString());

    Ran ran = Ran.of("analyze", "flow", "--lake", lake);
    assertThat(ran.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(ran.lines()).hasSize(2).allMatch(line -> line.split("\t", -1).length > 15);

    List<String> runs = Ran.of("runs", "--lake", lake).lines();
    assertThat(runs).hasSize(2);
    String id = runs.getLast().split(",", -1)[0];
    assertThat(Ran.of("verify", "--lake", lake, id).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(Ran.of("runs", "--lake", lake, id).out()).startsWith("{");
    assertThat(Ran.of("verify", "--lake", lake, "no-such-run").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void verifyAsksForTheListOfPopularDomainsThatTheRunUsed() throws IOException {
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("domains.csv"), "1,example.com\n");
    Ran.of("ingest", "--lake", lake, flows.toString());
    Ran.of("analyze", "flow", "--lake", lake, "--context", context.toString());
    String id = Ran.of("runs", "--lake", lake).lines().getLast().split(",", -1)[0];

    assertThat(Ran.of("verify", "--lake", lake, id))
        .extracting(Ran::exitCode, Ran::err)
        .containsExactly(
            ExitCode.USAGE,
            "winnow: the run used a list of popular domains, domains.csv: give the folder that it"
                + " is in with --context\n");
    assertThat(Ran.of("verify", "--lake", lake, "--context", context.toString(), id).exitCode())
        .isEqualTo(ExitCode.OK);
    Files.writeString(context.resolve("domains.csv"), "1,example.net\n");
    Ran other = Ran.of("verify", "--lake", lake, "--context", context.toString(), id);
    assertThat(other.exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
    assertThat(other.err()).startsWith("changed: list of popular domains had SHA-256 ");
  }

  @Test
  void doctorSaysWhatIsWrongAndWhatToDo() throws IOException {
    Ran.of("ingest", "--lake", lake, flows.toString());
    try (DatagramSocket taken = new DatagramSocket(0)) {
      Ran well = Ran.of("doctor", "--lake", lake, "--port", "0", "--silent", "0");
      assertThat(well.lines()).contains("ok    sources: no live ones");
      assertThat(well.lines()).anyMatch(line -> line.startsWith("ok    catalog: whole; 1 input"));
      assertThat(well.lines()).anyMatch(line -> line.startsWith("warn  rejections: csv 1 of 3"));
      assertThat(well.lines()).noneMatch(line -> line.startsWith("fail  lake:"));

      Ran port = Ran.of("doctor", "--lake", lake, "--port", "" + taken.getLocalPort());
      assertThat(port.exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
      assertThat(port.lines())
          .anyMatch(
              line -> line.startsWith("fail  udp port " + taken.getLocalPort() + ": taken by"));
    }
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(Ran.of("doctor", "--lake", lake, "--port", "" + taken.getLocalPort()).lines())
          .anyMatch(
              line -> line.startsWith("warn  tcp port " + taken.getLocalPort() + ": taken by"));
    }
    try (Stream<Path> files = Files.walk(Path.of(lake))) {
      Files.delete(
          files.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow());
    }
    Ran damaged = Ran.of("doctor", "--lake", lake, "--port", "0");
    assertThat(damaged.exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
    assertThat(damaged.lines())
        .anyMatch(line ->
            line.startsWith("fail  data files: 1 damaged: ") && line.contains("is not there"));
  }

  @Test
  void aLakeThatIsNotThereIsNotMade() {
    Ran ran = Ran.of("search", "--lake", lake, "select 1");

    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("no lake at " + lake);
    assertThat(Path.of(lake)).doesNotExist();
  }

  @Test
  void analyzeOfNoRowsSaysSo() {
    Lake.open(Path.of(lake)).close();
    Ran ran = Ran.of("analyze", "dns", "--lake", lake);

    assertThat(ran.exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isNotBlank();
  }

  @Test
  void analyzeOfADayThatIsNotThereSaysWhichAre() throws IOException {
    Ran.of("ingest", "--lake", lake, flows.toString());
    assertThat(Ran.of("analyze", "flow", "--day", "2030-01-01", "--lake", lake))
        .isEqualTo(
            new Ran(
                ExitCode.NOTHING_USABLE,
                "",
                "winnow: the lake has no flow rows of 2030-01-01; it has flow rows of 2026-03-02\n"));
    Path later =
        Files.writeString(folder.resolve("later.csv"), FLOWS.replace("2026-03-02", "2026-03-07"));
    Ran.of("ingest", "--lake", lake, later.toString());
    assertThat(Ran.of("analyze", "flow", "--day", "2030-01-01", "--lake", lake).err())
        .endsWith("; it has flow rows of 2026-03-02 to 2026-03-07\n");
  }

  @Test
  void theStatementOfThePagePutsSlicesOfFlowsTogether() throws IOException {
    String slices =
        """
        event_time,duration,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets
        2026-03-02T10:00:00Z,60000000,10.0.0.1,40000,192.0.2.1,443,6,10,1000
        2026-03-02T10:01:00.2Z,60000000,10.0.0.1,40000,192.0.2.1,443,6,20,2000
        2026-03-02T10:01:30Z,1000000,10.0.0.1,40001,192.0.2.1,443,6,1,70
        2026-03-02T10:02:01Z,9000000,10.0.0.1,40000,192.0.2.1,443,6,3,300
        2026-03-02T12:00:00Z,1000000,10.0.0.1,40000,192.0.2.1,443,6,1,80
        """;
    Path file = Files.writeString(folder.resolve("slices.csv"), slices);
    assertThat(Ran.of("ingest", "--lake", lake, file.toString()).exitCode()).isZero();
    String page = Files.readString(Path.of("../docs/how-to/collect.md"));
    int start = page.indexOf("```sql\n") + "```sql\n".length();
    Ran ran = Ran.of("search", "--lake", lake, page.substring(start, page.indexOf("```", start)));
    assertThat(ran.err()).isEmpty();
    assertThat(ran.lines().stream().skip(1).map(line -> line.replaceAll("^.*,6,|00000(?=,)", "")))
        .containsExactly(
            "2026-03-02T10:00:00Z,2026-03-02T10:02:10Z,3300,33,3",
            "2026-03-02T12:00:00Z,2026-03-02T12:00:01Z,80,1,1",
            "2026-03-02T10:01:30Z,2026-03-02T10:01:31Z,70,1,1");
  }

  @Test
  void aCollectorThatCannotTellOfItselfLeavesNoTableOfSources() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      for (String[] call :
          new String[][] {{"collect", "--metrics", port}, {"serve", "--port", port}}) {
        Ran ran = Ran.of(call[0], "--lake", lake, "--netflow", "127.0.0.1:0", call[1], call[2]);
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.FAILURE);
        assertThat(ran.err()).contains(port).doesNotContain("listening");
        assertThat(Ran.of("sources", "--lake", lake).lines()).as(call[0]).isEmpty();
      }
    }
  }

  @Test
  void aFolderIsNotWatchedAndFollowed() {
    Ran ran =
        Ran.of("collect", "--lake", lake, "--watch", "a=" + folder, "--follow", folder + "/x.pcap");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("packets would come in twice");
  }

  @Test
  void aStatementThatIsNoSelectIsRefused() {
    Ran ran = Ran.of("search", "--lake", lake, "drop table flow");

    assertThat(ran.exitCode()).isNotEqualTo(ExitCode.OK);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void quarantineShowsWhatWasRejectedAndRetriesIt() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("mixed.log"),
            """
            10.0.0.1 - - [02/Mar/2026:10:00:01 +0000] "GET /a HTTP/1.1" 200 512 "-" "curl/8"
            10.0.0.2 - - [02/Mar/2026:10:00:02 +0000] "GET /b HTTP/1.1" 200 512
            """);
    Ran.of("ingest", "--lake", lake, "--layout", "combined", log.toString());

    List<String> list = Ran.of("quarantine", "list", "--lake", lake).lines();
    assertThat(list).hasSize(2);
    assertThat(list.getLast()).contains(",mixed.log,mixed.log,layout,", ",1,68,,true,,");
    String digest = list.getLast().substring(0, 64);
    assertThat(Ran.of("quarantine", "show", digest.substring(0, 8), "--lake", lake).out())
        .contains(",81,")
        .contains("10.0.0.2 - - [02/Mar/2026:10:00:02 +0000]");

    Ran same = Ran.of("quarantine", "retry", "--all", "--lake", lake);
    assertThat(same.exitCode()).isEqualTo(ExitCode.NOTHING_USABLE);
    assertThat(same.lines().getLast()).startsWith(digest + ",mixed.log,still rejected,0,");

    Ran right = Ran.of("quarantine", "retry", digest, "--layout", "common", "--lake", lake);
    assertThat(right.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(right.lines().getLast()).startsWith(digest + ",mixed.log,ingested,1,");
    assertThat(Ran.of("search", "--lake", lake, "select count(*) as n from http").out())
        .contains("2");

    assertThat(Ran.of("quarantine", "retry", "--all", "--lake", lake).exitCode()).isZero();
    Ran again = Ran.of("quarantine", "retry", digest, "--layout", "common", "--lake", lake);
    assertThat(again.exitCode()).isZero();
    assertThat(again.lines().getLast()).startsWith(digest + ",mixed.log,known,0,");
    assertThat(Ran.of("quarantine", "retry", "f00", "--lake", lake))
        .extracting(Ran::exitCode, Ran::err)
        .containsExactly(
            ExitCode.USAGE,
            "winnow: nothing in quarantine has a digest that starts with \"f00\"; 'winnow"
                + " quarantine list' shows all\n");
    assertThat(Ran.of("quarantine", "list", "--lake", lake).lines()).hasSize(1);
  }

  @Test
  void quarantineShowsWhyAFileWasNotReadAndHowItBegins() throws IOException {
    Path torn = folder.resolve("torn, alas.log.gz");
    Files.write(torn, new byte[] {0x1f, (byte) 0x8b, 8, 0, 'x'});
    Ran.of("ingest", "--lake", lake, text.toString(), torn.toString(), flows.toString());

    List<String> list = Ran.of("quarantine", "list", "--lake", lake).lines();
    for (Path file : List.of(text, torn)) {
      String entry =
          list.stream().filter(line -> line.contains(file.getFileName() + "")).findFirst().get();
      Ran shown = Ran.of("quarantine", "show", entry.substring(0, 64), "--lake", lake);
      assertThat(shown.exitCode()).isZero();
      assertThat(shown.lines()).hasSize(2);
      assertThat(shown.lines().getLast()).contains(file.toString());
    }
    String note = list.stream().filter(line -> line.contains("notes.txt")).findFirst().get();
    assertThat(
            Ran.of("quarantine", "show", note.substring(0, 64), "--lake", lake).lines().getLast())
        .startsWith("\"text of no format that is read, starting ")
        .endsWith(",\"just a text\"");
  }
}
