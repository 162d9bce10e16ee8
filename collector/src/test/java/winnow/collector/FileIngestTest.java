// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.lake.Lake;
import winnow.lake.ScanRequest;
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(CONN.getBytes(UTF_8));
    }
    ingest.ingest(write("conn.2026-03-02.log.gz", bytes.toByteArray()), read -> {});
    assertThat(rows()).isEqualTo(2);
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
