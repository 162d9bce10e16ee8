// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Files named `nfcapd.YYYYMMDDHHMM` after the start of their time, as nfcapd rotates them. */
final class NfcapdFiles implements FlowWriter {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'nfcapd.'yyyyMMddHHmm").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Rotation rotation;
  private @Nullable NfcapdFile file;
  private long fileStart;

  NfcapdFiles(Path folder, Rotation rotation) {
    this.folder = folder;
    this.rotation = rotation;
  }

  @Override
  public void write(FlowSegment segment) throws IOException {
    long start = rotation.start(segment.exportMicros());
    NfcapdFile current = file;
    if (current == null || start != fileStart) {
      close();
      String name = NAME.format(Instant.ofEpochSecond(start / 1_000_000));
      current = new NfcapdFile(folder.resolve(name), start);
      file = current;
      fileStart = start;
    }
    current.write(segment);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
