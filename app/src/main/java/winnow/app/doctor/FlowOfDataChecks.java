// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import winnow.app.terminal.Amounts;
import winnow.collector.spool.SpoolBacklog;
import winnow.lake.catalog.LedgerEntry;

/** Whether telemetry comes in as it should, told from the ledger, the spool and the quarantine. */
final class FlowOfDataChecks {
  private static final Duration RECENT = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
  private static final long MANY_WAITING_BYTES = 1_000_000_000L;
  private static final long MANY_QUARANTINED_BYTES = 1_000_000_000L;
  private static final int MANY_QUARANTINED = 10_000;
  private static final double MANY_REJECTED = 0.01;

  private final List<LedgerEntry> entries;
  private final Instant now;

  /**
   * Checks of what came in lately.
   *
   * @param entries the ledger's newest entries, the newest first
   */
  FlowOfDataChecks(List<LedgerEntry> entries, Instant now) {
    this.entries = entries;
    this.now = now;
  }

  /** When something of a source was last published, by source. */
  Map<String, Instant> lastPublished() {
    Map<String, Instant> latest = new TreeMap<>();
    entries.forEach(entry -> latest.putIfAbsent(entry.input().source(), entry.ingestedAt()));
    return latest;
  }

  /** Pieces rejected in the last 10 minutes for want of a template, by source. */
  Map<String, Long> withoutTemplate() {
    Map<String, Long> missing = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      long count = entry.counts().rejected().getOrDefault("missing template", 0L);
      if (count > 0 && isWithin(entry, RECENT)) {
        missing.merge(entry.input().source(), count, Long::sum);
      }
    }
    return missing;
  }

  /** Exporters whose clock is ahead. */
  Finding clocks() {
    Map<String, Long> ahead = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.events() != null && isWithin(entry, DAY)) {
        Instant last = Instant.EPOCH.plus(entry.events().lastMicros(), ChronoUnit.MICROS);
        Duration by = Duration.between(entry.ingestedAt(), last);
        if (by.compareTo(MOST_AHEAD) > 0) {
          ahead.merge(entry.input().source(), by.toSeconds(), Math::max);
        }
      }
    }
    return ahead.isEmpty()
        ? Finding.ok("clocks", "no events from the future within a day")
        : Finding.warn(
            "clocks",
            "events from the future, seconds by source: "
                + ahead
                + ": set the clock there by NTP, or --zone for files with local times");
  }

  /** Formats of which much is rejected. */
  Finding rejections() {
    Map<String, long[]> counts = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      if (isWithin(entry, DAY)) {
        long[] sums = counts.computeIfAbsent(entry.input().format(), format -> new long[2]);
        sums[0] += entry.counts().accepted();
        sums[1] += entry.counts().rejected().values().stream().mapToLong(Long::longValue).sum();
      }
    }
    List<String> many = new ArrayList<>();
    counts.forEach((format, sums) -> {
      if (sums[1] > MANY_REJECTED * (sums[0] + sums[1])) {
        many.add(format + " " + Amounts.count(sums[1]) + " of " + Amounts.count(sums[0] + sums[1]));
      }
    });
    return many.isEmpty()
        ? Finding.ok("rejections", "less than 1 % of each format within a day")
        : Finding.warn(
            "rejections",
            Finding.shortened(many) + ": 'winnow inputs' says why, 'winnow quarantine list' what");
  }

  /** What waits in the spool. */
  Finding spool(Path spool) {
    SpoolBacklog waiting;
    try {
      waiting = SpoolBacklog.in(spool);
    } catch (IOException e) {
      return Finding.warn("spool", spool + " cannot be looked at: " + e);
    }
    Instant oldest = waiting.oldest();
    if (oldest == null) {
      return Finding.ok("spool", "nothing waits at " + spool);
    }
    String text = Amounts.bytes(waiting.bytes()) + " wait at " + spool;
    return waiting.bytes() > MANY_WAITING_BYTES || oldest.isBefore(now.minus(RECENT))
        ? Finding.warn(
            "spool",
            text
                + ", since "
                + oldest.truncatedTo(ChronoUnit.SECONDS)
                + ": see that 'winnow collect' runs, and whether it says why the lake cannot be"
                + " written")
        : Finding.ok("spool", text);
  }

  /** What was rejected and kept. */
  Finding quarantine(Path quarantine) {
    Contents contents = Files.isDirectory(quarantine) ? contents(quarantine) : Contents.NONE;
    String text = Amounts.count(contents.files, "file") + ", " + Amounts.bytes(contents.bytes);
    Path aside = quarantine.resolve("segments");
    Contents segments = Files.isDirectory(aside) ? contents(aside) : Contents.NONE;
    if (segments.files > 0) {
      return Finding.warn(
          "quarantine",
          Amounts.count(segments.files, "segment")
              + " of the spool set aside at "
              + aside
              + ", nothing of them is in the lake: 'winnow ingest "
              + aside
              + "' brings them in, then delete them");
    }
    return contents.bytes > MANY_QUARANTINED_BYTES || contents.files > MANY_QUARANTINED
        ? Finding.warn(
            "quarantine",
            text
                + " at "
                + quarantine
                + ": 'winnow quarantine list' shows what it is, 'winnow housekeep' deletes the oldest")
        : Finding.ok("quarantine", text);
  }

  /** What is in a folder and below. */
  private record Contents(long files, long bytes) {
    static final Contents NONE = new Contents(0, 0);
  }

  private static Contents contents(Path folder) {
    Contents sum = Contents.NONE;
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        sum = new Contents(sum.files + 1, sum.bytes + Files.size(path));
      }
    } catch (IOException e) {
      // It changes while it is looked at: what was seen is enough.
      return sum;
    }
    return sum;
  }

  private boolean isWithin(LedgerEntry entry, Duration time) {
    return entry.ingestedAt().isAfter(now.minus(time));
  }
}
