// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.collector.QuarantineRetry.Corrections;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.lake.StagedInput;
import winnow.schema.TelemetryKind;
import winnow.schema.column.FlowColumns;
import winnow.schema.column.HttpColumns;

class QuarantineRetryTest {
  private static final String COMBINED =
      "10.0.0.%d - - [02/Mar/2026:10:00:0%d +0000] \"GET /a HTTP/1.1\" 200 512 \"-\" \"curl/8\"\n";
  private static final String COMMON =
      "10.0.0.%d - - [02/Mar/2026:10:00:0%d +0000] \"GET /b HTTP/1.1\" 200 512\n";
  private static final String BROKEN = "10.0.0.9 - - [yesterday] \"GET /c HTTP/1.1\" 200 512\n";
  private static final String ZEEK =
      """
      #separator \\x09
      #set_separator\t,
      #empty_field\t(empty)
      #unset_field\t-
      #path\tconn
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto
      #types\ttime\tstring\taddr\tport\taddr\tport\tenum
      1772450000.000001\tC1\t10.0.0.1\t40000\t10.0.0.2\t80\ttcp
      1772450001.000001\tC2\tnot-an-address\t40000\t10.0.0.2\t80\ttcp
      #fields\tuid\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto
      C3\t1772450002.000001\t10.0.0.1\t40001\t10.0.0.2\t443\ttcp
      C4\t1772450002.000001\tnobody\t40001\t10.0.0.2\t443\ttcp
      """;

  @TempDir Path folder;
  private Lake lake;
  private Quarantine quarantine;

  @BeforeEach
  void openLake() {
    lake = Lake.open(folder.resolve("lake"));
    quarantine = new Quarantine(folder.resolve("quarantine"));
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  @Test
  void bringsInWhatTheRightLayoutReadsAndKeepsTheRest() throws IOException {
    ingestMixedLog();
    QuarantineEntry entry = only();
    assertThat(entry.form()).isEqualTo(QuarantineEntry.Form.PIECES);
    assertThat(quarantine.pieces(entry))
        .hasContent(COMMON.formatted(2, 2) + BROKEN + COMMON.formatted(4, 4));
    assertThat(rows()).isEqualTo(2);

    IngestOutcome outcome = retry(entry, layout("common"));

    assertThat(outcome).isInstanceOf(IngestOutcome.Ingested.class);
    assertThat(rows()).isEqualTo(4);
    assertThat(quarantine.pieces(only())).hasContent(BROKEN);
    assertThat(only().input().name()).isEqualTo("access.log");
  }

  @Test
  void doublesNothingHoweverOftenItIsRepeated() throws IOException {
    ingestMixedLog();
    for (int i = 0; i < 3; i++) {
      for (QuarantineEntry entry : quarantine.entries()) {
        retry(entry, layout("common"));
        retry(entry, layout("common"));
      }
    }
    assertThat(rows()).isEqualTo(4);
    assertThat(quarantine.pieces(only())).hasContent(BROKEN);
    assertThat(ingestMixedLog()).isInstanceOf(IngestOutcome.Known.class);
  }

  @Test
  void goesOnWhereAProcessEndedAfterPublishing() throws IOException {
    ingestMixedLog();
    QuarantineEntry entry = only();
    Path pieces = quarantine.pieces(entry);
    InputFile file = new InputFile(pieces, "access.log", Files.size(pieces));
    FileIngest.Reading reading = ingest(settings("common")).read(file, bytes -> {});
    try (StagedInput input = ((FileIngest.Reading.Staged) reading).input()) {
      lake.publish(List.of(input));
    }

    quarantine.recover(lake);
    for (QuarantineEntry each : quarantine.entries()) {
      retry(each, layout("common"));
    }

    assertThat(rows()).isEqualTo(4);
    assertThat(quarantine.pieces(only())).hasContent(BROKEN);
  }

  @Test
  void offersNoPiecesOfAnInputThatWasNeverPublished() throws IOException {
    InputFile file = write("access.log", mixed());
    FileIngest.Reading reading = ingest(settings("combined")).read(file, bytes -> {});
    ((FileIngest.Reading.Staged) reading).input().close();

    quarantine.recover(lake);
    assertThat(quarantine.entries()).isEmpty();

    ingestMixedLog();
    retry(only(), layout("common"));
    assertThat(rows()).isEqualTo(4);
  }

  @Test
  void keepsAFileOfWhichNothingCameWholeUnderItsOwnDigest() throws IOException {
    InputFile file = write("access.log", COMMON.formatted(1, 1) + COMMON.formatted(2, 2));
    assertThat(ingest(settings("combined")).ingest(file, bytes -> {}))
        .isInstanceOf(IngestOutcome.NothingUsable.class);
    QuarantineEntry entry = only();
    assertThat(entry.form()).isEqualTo(QuarantineEntry.Form.WHOLE);

    assertThat(retry(entry, layout("combined"))).isInstanceOf(IngestOutcome.NothingUsable.class);
    assertThat(quarantine.pieces(only())).hasSameBinaryContentAs(file.path());

    assertThat(retry(entry, layout("common"))).isInstanceOf(IngestOutcome.Ingested.class);
    assertThat(quarantine.entries()).isEmpty();
    assertThat(ingest(settings("common")).ingest(file, bytes -> {}))
        .isInstanceOf(IngestOutcome.Known.class);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void keepsWhatAWrongFormatReadsNothingOf() throws IOException {
    InputFile file = write("access.log", BROKEN);
    assertThat(ingest(settings("combined")).ingest(file, bytes -> {}))
        .isInstanceOf(IngestOutcome.NothingUsable.class);
    QuarantineEntry entry = only();
    assertThat(entry.form()).isEqualTo(QuarantineEntry.Form.WHOLE);

    assertThat(retry(entry, new Corrections("windows-dns", null, null, null)))
        .isInstanceOfSatisfying(
            IngestOutcome.NothingUsable.class,
            none -> assertThat(none.counts().rejected()).isEmpty());
    assertThat(only()).isEqualTo(entry);
    assertThat(quarantine.pieces(entry)).hasSameBinaryContentAs(file.path());

    ingest(formatted("windows-dns")).ingest(file, bytes -> {});
    assertThat(quarantine.find(entry.sha256())).contains(entry);
  }

  @Test
  void goesOnWhereAProcessEndedAfterPublishingAWholeFile() throws IOException {
    InputFile file = write("access.log", COMMON.formatted(1, 1) + BROKEN + COMMON.formatted(2, 2));
    ingest(settings("combined")).ingest(file, bytes -> {});
    InputFile copy = new InputFile(quarantine.pieces(only()), "access.log", file.sizeBytes());
    FileIngest.Reading reading = ingest(settings("common")).read(copy, bytes -> {});
    assertThat(copy.path()).as("before publication").hasSameBinaryContentAs(file.path());
    try (StagedInput input = ((FileIngest.Reading.Staged) reading).input()) {
      lake.publish(List.of(input));
    }

    quarantine.recover(lake);
    retry(only(), layout("common"));

    assertThat(rows()).isEqualTo(2);
    assertThat(quarantine.pieces(only())).hasContent(BROKEN);
  }

  @Test
  void notesNothingOfWhatItKeepsItself() throws IOException {
    ingestMixedLog();
    QuarantineEntry entry = only();
    Files.writeString(quarantine.pieces(entry), "#Software: none\n");

    assertThat(retry(entry, new Corrections("proxy", null, null, null)))
        .isInstanceOf(IngestOutcome.NothingUsable.class);
    assertThat(only()).isEqualTo(entry);
  }

  @Test
  void keepsTheHeadersThatLinesNeed() throws IOException {
    ingest(IngestSettings.defaults()).ingest(write("conn.log", ZEEK), bytes -> {});
    QuarantineEntry entry = only();
    assertThat(entry.pieces()).isEqualTo(2);
    Path pieces = quarantine.pieces(entry);
    assertThat(pieces)
        .content()
        .isEqualTo(
            ZEEK.lines()
                .filter(line -> !line.contains("10.0.0.1"))
                .reduce("", (a, b) -> a + b + "\n"));

    Files.writeString(
        pieces,
        Files.readString(pieces)
            .replace("not-an-address", "10.1.1.1")
            .replace("nobody", "10.1.1.2"));
    assertThat(retry(entry, Corrections.NONE))
        .isInstanceOfSatisfying(
            IngestOutcome.Ingested.class,
            done -> assertThat(done.entry().counts().accepted()).isEqualTo(2));
    assertThat(lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows()).isEqualTo(4);
  }

  @Test
  void keepsTheNamesOfColumns() throws IOException {
    String header = "event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets\n";
    String good = "2026-03-02T10:00:00Z,10.0.0.1,40000,192.0.2.1,443,6,5,700\n";
    String bad = "2026-03-02T10:00:02Z,nowhere,40002,192.0.2.1,443,6,7,900\n";
    ingest(IngestSettings.defaults()).ingest(write("flows.csv", header + good + bad), b -> {});
    assertThat(quarantine.pieces(only())).hasContent(header + bad);
  }

  @Test
  void saysWhatItCouldNotKeep() throws IOException {
    StringBuilder log = new StringBuilder(COMBINED.formatted(1, 1));
    int lines = 100_500;
    log.append(BROKEN.repeat(lines));
    ingest(settings("combined")).ingest(write("access.log", log.toString()), bytes -> {});
    QuarantineEntry entry = only();
    assertThat(entry.pieces()).isEqualTo(100_000);
    assertThat(entry.leftOut()).containsOnlyKeys("beyond the limit").containsValue(500L);
    assertThat(entry.rejected().values()).containsExactly((long) lines);
    assertThat(entry.bytes()).isEqualTo(100_000L * BROKEN.length()).isLessThan(16 << 20);
  }

  @Test
  void keepsNoMoreBytesThanThereIsRoomFor() throws IOException {
    String longLine = BROKEN.strip() + "x".repeat(700_000) + "\n";
    String log = COMBINED.formatted(1, 1) + longLine.repeat(30);
    ingest(settings("combined")).ingest(write("access.log", log), bytes -> {});
    QuarantineEntry entry = only();
    assertThat(entry.bytes()).isEqualTo(Files.size(quarantine.pieces(entry))).isLessThan(16 << 20);
    assertThat(entry.pieces() + entry.leftOut().getOrDefault("beyond the limit", 0L)).isEqualTo(30);
    assertThat(entry.pieces()).isEqualTo((16 << 20) / longLine.length());
  }

  @Test
  void keepsPacketsWhosePayloadIsBrokenWithoutDoublingTheirFlows() throws IOException {
    byte[] capture = Captures.of(Captures.query("example.com"), Captures.brokenQuery());
    Path path = Files.write(folder.resolve("dns.pcap"), capture);
    ingest(IngestSettings.defaults()).ingest(InputFile.of(path), bytes -> {});
    long flows = lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows();
    QuarantineEntry entry = only();
    assertThat(entry.form()).isEqualTo(QuarantineEntry.Form.PIECES);
    assertThat(entry.pieces()).isEqualTo(1);
    assertThat(entry.options().kinds()).doesNotContain(TelemetryKind.FLOW);
    assertThat(quarantine.pieces(entry)).hasBinaryContent(Captures.of(Captures.brokenQuery()));

    assertThat(retry(entry, Corrections.NONE)).isInstanceOf(IngestOutcome.NothingUsable.class);
    assertThat(only()).isEqualTo(entry);
    assertThat(lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows()).isEqualTo(flows);
  }

  @Test
  void asksForNoOtherKindsThanTheFirstTime() throws IOException {
    byte[] capture = Captures.of(Captures.query("example.com"), Captures.brokenQuery());
    Path path = Files.write(folder.resolve("dns.pcap"), capture);
    IngestSettings dns = IngestSettings.defaults().only(EnumSet.of(TelemetryKind.DNS));
    ingest(dns).ingest(InputFile.of(path), bytes -> {});
    assertThat(only().options().kinds()).containsExactly(TelemetryKind.DNS);
  }

  @Test
  void forgetsWhatIsOld() throws IOException {
    ingestMixedLog();
    assertThat(quarantine.removeBefore(Instant.now().minusSeconds(3600))).isZero();
    assertThat(quarantine.removeBefore(Instant.now().plusSeconds(3600))).isEqualTo(1);
    assertThat(quarantine.entries()).isEmpty();
    assertThat(folder.resolve("quarantine")).isEmptyDirectory();
  }

  private static String mixed() {
    return COMBINED.formatted(1, 1)
        + COMMON.formatted(2, 2)
        + BROKEN
        + COMBINED.formatted(3, 3)
        + COMMON.formatted(4, 4);
  }

  private IngestOutcome ingestMixedLog() throws IOException {
    return ingest(settings("combined")).ingest(write("access.log", mixed()), bytes -> {});
  }

  private static IngestSettings settings(String layout) {
    return new IngestSettings(
        "web", null, ZoneOffset.UTC, layout, null, EnumSet.allOf(TelemetryKind.class), List.of());
  }

  private static IngestSettings formatted(String format) {
    return new IngestSettings(
        "web", format, ZoneOffset.UTC, null, null, EnumSet.allOf(TelemetryKind.class), List.of());
  }

  private static Corrections layout(String layout) {
    return new Corrections(null, null, layout, null);
  }

  private FileIngest ingest(IngestSettings settings) {
    return new FileIngest(lake, quarantine, settings);
  }

  private IngestOutcome retry(QuarantineEntry entry, Corrections corrections) throws IOException {
    if (quarantine.find(entry.sha256()).isEmpty()) {
      return new IngestOutcome.Refused(write("gone", ""), "gone");
    }
    return new QuarantineRetry(lake, quarantine, corrections, List.of()).retry(entry);
  }

  private QuarantineEntry only() throws IOException {
    List<QuarantineEntry> entries = quarantine.entries();
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  private long rows() {
    return lake.scan(ScanRequest.of(HttpColumns.TABLE)).rows();
  }

  private InputFile write(String name, String content) throws IOException {
    return InputFile.of(Files.write(folder.resolve(name), content.getBytes(ISO_8859_1)));
  }
}
