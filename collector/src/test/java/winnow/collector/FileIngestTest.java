// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
import winnow.lake.catalog.InputCounts;
import winnow.schema.column.FlowColumns;

class FileIngestTest {
  private static final String CONN =
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
      1772450002.000001\tC3\t10.0.0.1\t40001\t10.0.0.2\t443\ttcp
      """;

  @TempDir Path folder;
  private Lake lake;
  private FileIngest ingest;

  @BeforeEach
  void openLake() {
    lake = Lake.open(folder.resolve("lake"));
    ingest =
        new FileIngest(
            lake, new Quarantine(folder.resolve("quarantine")), IngestSettings.defaults());
  }

  @AfterEach
  void closeLake() {
    lake.close();
  }

  @Test
  void notesNoLogOfZeekThatIsJoinedToTheConnLogBeside() throws IOException {
    String ssl = "#separator \\x09\n#path\tssl\n#fields\tts\tuid\n1772450000.1\tC1\n";
    Files.writeString(folder.resolve("conn.log"), CONN);
    List<Path> logs =
        List.of(
            Files.writeString(folder.resolve("ssl.log"), ssl),
            Files.writeString(folder.resolve("ssl.10.log"), ssl),
            Files.writeString(folder.resolve("ssh.log"), "no log of Zeek\n"),
            Files.writeString(folder.resolve("weird.log"), ssl.replace("\tssl", "\tweird")));
    for (Path log : logs) {
      assertThat(ingest.ingest(InputFile.of(log), bytes -> {}))
          .isInstanceOf(IngestOutcome.Refused.class);
    }
    assertThat(new Quarantine(folder.resolve("quarantine")).entries())
        .extracting(entry -> entry.input().name())
        .containsExactlyInAnyOrder("ssl.10.log", "ssh.log", "weird.log");
  }

  @Test
  void countsEveryLineAndKeepsASampleOfWhatItRejected() throws IOException {
    AtomicLong read = new AtomicLong();
    InputFile file = write("conn.log", CONN);
    IngestOutcome outcome = ingest.ingest(file, read::addAndGet);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            IngestOutcome.Ingested.class,
            done -> {
              assertThat(done.entry().counts().accepted()).isEqualTo(2);
              assertThat(done.entry().counts().rejected()).containsEntry("bad address", 1L);
              assertThat(done.samples()).hasSize(1);
              assertThat(done.samples().getFirst().detail()).contains("not-an-address");
              assertThat(
                      folder.resolve(
                          "quarantine/" + done.entry().input().sha256() + "/samples.csv"))
                  .content()
                  .startsWith("reason,offset,detail,piece\r\nbad address,")
                  .contains("not-an-address");
            });
    assertThat(read).hasValue(file.sizeBytes());
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void knowsTheSameContentUnderAnotherName() throws IOException {
    ingest.ingest(write("conn.log", CONN), bytes -> {});
    IngestOutcome again = ingest.ingest(write("elsewhere.bin", CONN), bytes -> {});
    assertThat(again)
        .isInstanceOfSatisfying(
            IngestOutcome.Known.class,
            known -> assertThat(known.entry().input().name()).isEqualTo("conn.log"));
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void unpacksGzip() throws IOException {
    ingest.ingest(write("conn.2026-03-02.log.gz", gzip(CONN)), read -> {});
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void knowsTheSameContentHoweverItIsCompressed() throws IOException {
    byte[] gzip = gzip(CONN);
    byte[] other = gzip.clone();
    other[4]++; // the time of the header
    ingest(write("conn.log", CONN));
    assertThat(ingest(write("conn.log.gz", gzip))).isInstanceOf(IngestOutcome.Known.class);
    assertThat(ingest(write("again.gz", other))).isInstanceOf(IngestOutcome.Known.class);
    assertThat(lake.findInput(write("x.gz", other).sha256())).isPresent();

    String later = CONN.replace("1772450000", "1772450009");
    assertThat(ingest(write("later.gz", gzip(later)))).isInstanceOf(IngestOutcome.Ingested.class);
    assertThat(ingest(write("later.log", later))).isInstanceOf(IngestOutcome.Known.class);
    assertThat(ingest(write("copy.gz", gzip(later)))).isInstanceOf(IngestOutcome.Known.class);
    assertThat(rows()).isEqualTo(4);
    assertThat(lake.inputs()).hasSize(2);
  }

  @Test
  void bringsInWhatWasAddedToALogUnderAnyName() throws IOException {
    String more = CONN + row(3) + row(4) + "1772450009.5\tC9\tnowhere\t1\t10.0.0.2\t2\ttcp\n";
    String most = more + row(5) + "#close\t2026-03-02-12-00-00\n";
    ingest(write("conn.log", CONN));

    IngestOutcome rest = ingest(write("conn.log", more));
    assertThat(rest)
        .isInstanceOfSatisfying(
            IngestOutcome.Ingested.class,
            done -> {
              assertThat(done.entry().counts().accepted()).isEqualTo(2);
              assertThat(done.entry().counts().rejected())
                  .containsExactly(entry("bad address", 1L));
              assertThat(done.samples().getFirst().offset())
                  .isEqualTo(more.indexOf("1772450009.5"));
              assertThat(quarantined(done)).content().contains("nowhere").doesNotContain("not-an");
            });
    assertThat(ingest(write("conn.log.gz", gzip(more)))).isInstanceOf(IngestOutcome.Known.class);
    assertThat(ingest(write("conn.1.gz", gzip(most)))).isInstanceOf(IngestOutcome.Ingested.class);
    assertThat(rows()).isEqualTo(5);

    IngestOutcome end = ingest(write("conn.2.gz", gzip(most + "#close\n")));
    assertThat(end).isInstanceOf(IngestOutcome.Ingested.class);
    assertThat(ingest(write("conn.2.log", most + "#close\n")))
        .isInstanceOf(IngestOutcome.Known.class);
    assertThat(rows()).isEqualTo(5);
    assertThat(lake.inputs().getFirst().counts())
        .isEqualTo(new InputCounts(0, Map.of(), Map.of("comment", 1L)));
  }

  @Test
  void aLineThatWasNotFinishedComesOnce() throws IOException {
    String row = "2026-03-02T10:00:0%d.5Z,10.0.0.1,1024,192.0.2.1,443,6,5,700\n";
    String start =
        "event_time,src_addr,src_port,dst_addr,dst_port,protocol,packets,octets\n"
            + row.formatted(1);
    String log = start + row.formatted(2) + row.formatted(3);
    int second = log.length() - row.formatted(3).length();
    int[] ends = {
      second - 1, // its newline was not written yet
      second - 20, // no record as it was
      second - 2, // a record, although a digit was missing
    };
    for (int end : ends) {
      ingest(write("flows.csv", log.substring(0, end)));
      ingest(write("flows.csv", log));
      assertThat(rows()).as("cut at %d", end).isEqualTo(3);
      lake.close();
      lake = Lake.open(folder.resolve("lake-" + end));
      ingest = new FileIngest(lake, new Quarantine(folder.resolve("q")), IngestSettings.defaults());
    }
  }

  @Test
  void refusesMoreOfAFileThatCannotBeReadFromItsMiddle() throws IOException {
    byte[] capture = Captures.of(Captures.query("a.test"), Captures.query("b.test"));
    ingest(write("a.pcap", Captures.of(Captures.query("a.test"))));
    assertThat(ingest(write("a.pcap", capture)))
        .isInstanceOfSatisfying(
            IngestOutcome.Refused.class,
            no ->
                assertThat(no.reason())
                    .startsWith("its first ")
                    .contains(" bytes are in the lake already, as a.pcap, and what follows in a "));
  }

  @Test
  void bringsInTheDatagramsThatWereAddedToARawFile() throws IOException {
    byte[] start = v5(1, 3);
    byte[] all = Arrays.copyOf(start, 2 * start.length);
    System.arraycopy(v5(4, 3), 0, all, start.length, start.length);
    ingest(write("raw.nf5", start));

    assertThat(ingest(write("raw.nf5", all)))
        .isInstanceOfSatisfying(
            IngestOutcome.Ingested.class,
            done -> assertThat(done.entry().counts()).isEqualTo(InputCounts.accepted(3)));
    assertThat(rows()).isEqualTo(6);
  }

  /** A NetFlow v5 datagram of {@code count} records, the first of which has a number. */
  private static byte[] v5(int first, int count) {
    ByteBuffer datagram = ByteBuffer.allocate(24 + 48 * count);
    datagram.putShort((short) 5).putShort((short) count).putInt(60_000).putInt(1_772_450_000);
    datagram.putInt(0).putInt(first).putInt(0);
    for (int i = 0; i < count; i++) {
      datagram.putInt(0x0a000001).putInt(0xc0000201).putInt(0).putInt(0).putInt(5).putInt(700);
      datagram
          .putInt(1_000)
          .putInt(2_000)
          .putShort((short) (1024 + first + i))
          .putShort((short) 443);
      datagram.putShort((short) 0x0010).put((byte) 6).put((byte) 0).putLong(0);
    }
    return datagram.array();
  }

  @Test
  void ofALogAndALongerCopyOfItInOneRunEachLineComesOnce() throws IOException {
    StringBuilder log = new StringBuilder(CONN);
    for (int i = 0; i < 100; i++) {
      log.append(row(i));
    }
    List<InputFile> files =
        List.of(
            write("conn.log", log.toString()), write("conn.log.new", log + row(200) + row(201)));
    new Backlog(lake, ingest, 1)
        .ingest(files, outcome -> assertThat(outcome).isInstanceOf(IngestOutcome.Ingested.class));
    assertThat(rows()).isEqualTo(104);
  }

  @Test
  void refusesWhatIsNoTelemetryAndLeavesTheLakeAlone() throws IOException {
    IngestOutcome text = ingest.ingest(write("nfcapd.202603020000", "hello\n"), bytes -> {});
    IngestOutcome empty = ingest.ingest(write("empty.pcap", ""), bytes -> {});
    assertThat(text).isInstanceOf(IngestOutcome.Refused.class);
    assertThat(empty)
        .isInstanceOfSatisfying(
            IngestOutcome.Refused.class, no -> assertThat(no.reason()).isEqualTo("it is empty"));
    assertThat(lake.inputs()).isEmpty();
  }

  @Test
  void notesWhatItCouldNotReadUntilItCan() throws IOException {
    Quarantine quarantine = new Quarantine(folder.resolve("quarantine"));
    byte[] gzip = gzip(CONN);
    ingest(write("conn.log.gz", Arrays.copyOf(gzip, gzip.length - 5)));
    ingest(write("notes.txt", "hello\n"));
    ingest(write("notes.txt", "hello again\n"));
    ingest(write("empty.log", ""));

    assertThat(quarantine.entries())
        .extracting(entry -> entry.input().name())
        .containsExactlyInAnyOrder("conn.log.gz", "notes.txt");
    assertThat(quarantine.entries())
        .flatExtracting(entry -> entry.rejected().keySet())
        .anyMatch(why -> why.startsWith("gzip data is cut off"))
        .anyMatch(why -> why.startsWith("text of no format that is read, starting \"hello again"));

    write("conn.log.gz", gzip);
    QuarantineRetry retry =
        new QuarantineRetry(lake, quarantine, QuarantineRetry.Corrections.NONE, List.of());
    for (QuarantineEntry entry : quarantine.entries()) {
      retry.retry(entry);
    }
    assertThat(rows()).isEqualTo(2);
    assertThat(quarantine.entries())
        .extracting(entry -> entry.input().name())
        .containsExactlyInAnyOrder("conn.log.gz", "notes.txt");
    assertThat(quarantine.entries())
        .extracting(QuarantineEntry::form)
        .containsExactlyInAnyOrder(QuarantineEntry.Form.PIECES, QuarantineEntry.Form.REFUSED);
  }

  @Test
  void storesNothingOfAFileWithoutAUsableRecord() throws IOException {
    InputFile bad = write("conn.log", CONN.replace("10.0.0.1", "nobody"));
    IngestOutcome outcome = ingest.ingest(bad, bytes -> {});
    assertThat(outcome)
        .isInstanceOfSatisfying(
            IngestOutcome.NothingUsable.class,
            none -> assertThat(none.counts().rejected()).containsEntry("bad address", 3L));
    assertThat(lake.inputs()).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void refusesAFileThatGrowsWhileItIsRead() throws IOException {
    InputFile file = write("conn.log", CONN);
    AtomicBoolean grown = new AtomicBoolean();
    assertThatThrownBy(() ->
            ingest.ingest(
                file,
                read -> {
                  if (grown.compareAndSet(false, true)) {
                    append(file.path(), "1772450003.0\tC4\t10.0.0.1\t1\t10.0.0.2\t2\ttcp\n");
                  }
                }))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("it changed while it was read (from " + file.sizeBytes() + " to ");
    assertThat(lake.inputs()).isEmpty();
    assertThat(rows()).isZero();
  }

  private static void append(Path path, String line) {
    try {
      Files.writeString(path, line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(int number) {
    return "17724500%02d.5\tC%d\t10.0.0.1\t%d\t10.0.0.2\t443\ttcp\n"
        .formatted(number % 100, number, 1024 + number);
  }

  private Path quarantined(IngestOutcome.Ingested done) {
    return folder.resolve("quarantine/" + done.entry().input().sha256() + "/pieces");
  }

  private IngestOutcome ingest(InputFile file) throws IOException {
    return ingest.ingest(file, bytes -> {});
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private InputFile write(String name, String content) throws IOException {
    return write(name, content.getBytes(UTF_8));
  }

  private InputFile write(String name, byte[] content) throws IOException {
    return InputFile.of(Files.write(folder.resolve(name), content));
  }

  private long rows() {
    return lake.scan(ScanRequest.of(FlowColumns.TABLE)).rows();
  }
}
