// SPDX-License-Identifier: Apache-2.0
package winnow.collector;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import winnow.decode.CompressedDataException;
import winnow.decode.Rejection;
import winnow.decode.format.Format;
import winnow.decode.format.Formats;
import winnow.lake.Lake;
import winnow.lake.catalog.EventSpan;
import winnow.lake.catalog.InputCounts;
import winnow.schema.TelemetryKind;
import winnow.schema.TelemetryRecord;

/**
 * What an ingest of a file would do, found out by reading it, without writing anything.
 *
 * @param file the file
 * @param format name of its format; null when it is none that is read
 * @param found what the ledger knows of it; null without a ledger
 * @param refusal why it would not be read; null when it would
 * @param counts what was found in it
 * @param rows records of each kind that it has
 * @param events event times of its records; null when there are none
 * @param first the first records of each kind
 * @param samples the first rejections of each reason
 */
public record Preview(
    InputFile file,
    @Nullable String format,
    @Nullable Recognition found,
    @Nullable String refusal,
    InputCounts counts,
    Map<TelemetryKind, Long> rows,
    @Nullable EventSpan events,
    List<TelemetryRecord> first,
    List<Rejection> samples) {

  /**
   * Reads a file.
   *
   * @param settings what is known about the file
   * @param mostFirst how many records of each kind to keep
   * @param lake where it would go; null when there is none yet
   * @param progress is told how many bytes of it were read since the last time
   * @throws IOException when the file cannot be read
   */
  public static Preview of(
      InputFile file,
      IngestSettings settings,
      int mostFirst,
      @Nullable Lake lake,
      LongConsumer progress)
      throws IOException {
    try {
      return ofReadable(file, settings, mostFirst, lake, progress);
    } catch (CompressedDataException | AccessDeniedException e) {
      return refused(file, null, InputFiles.why(e));
    }
  }

  private static Preview ofReadable(
      InputFile file,
      IngestSettings settings,
      int mostFirst,
      @Nullable Lake lake,
      LongConsumer progress)
      throws IOException {
    byte[] head = file.head();
    Optional<Format> format = settings.formatOf(head, file);
    if (format.isEmpty()) {
      String why =
          file.sizeBytes() == 0
              ? "it is empty"
              : Formats.refusal(head, file.nameWithoutCompression());
      return refused(file, null, why);
    }
    Recognition found = lake == null ? null : Recognition.of(file, head, lake);
    FileReading reading = FileReading.of(file, format.get(), settings, found);
    String obstacle = reading.obstacle();
    if (obstacle != null) {
      return refused(file, found, obstacle);
    }
    Records records = new Records(mostFirst);
    InputCounter counter = new InputCounter(records);
    reading.decode(counter, progress);
    return new Preview(
        file,
        format.get().name(),
        found,
        null,
        new InputCounts(counter.accepted(), counter.rejectedByReason(), counter.skippedByReason()),
        records.rows,
        records.events(),
        records.first,
        counter.samples());
  }

  private static Preview refused(InputFile file, @Nullable Recognition found, String why) {
    return new Preview(
        file, null, found, why, InputCounts.accepted(0), Map.of(), null, List.of(), List.of());
  }

  /** Counts records, and keeps the first of each kind. */
  private static final class Records implements Consumer<TelemetryRecord> {
    private final int mostFirst;
    private final Map<TelemetryKind, Long> rows = new EnumMap<>(TelemetryKind.class);
    private final List<TelemetryRecord> first = new ArrayList<>();
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;

    Records(int mostFirst) {
      this.mostFirst = mostFirst;
    }

    @Override
    public void accept(TelemetryRecord record) {
      if (rows.merge(record.kind(), 1L, Long::sum) <= mostFirst) {
        first.add(record);
      }
      firstMicros = Math.min(firstMicros, record.eventTimeMicros());
      lastMicros = Math.max(lastMicros, record.eventTimeMicros());
    }

    @Nullable EventSpan events() {
      return firstMicros > lastMicros ? null : new EventSpan(firstMicros, lastMicros);
    }
  }
}
