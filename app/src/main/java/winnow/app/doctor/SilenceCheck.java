// SPDX-License-Identifier: Apache-2.0
package winnow.app.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.app.collect.LiveCollection;
import winnow.app.terminal.Amounts;
import winnow.collector.status.SourceRow;

/**
 * Which live sources and exporters are silent that were heard before. Nobody expects more of an
 * input that is a file: what is ingested, or comes to a watched folder without a name, is no source
 * here.
 */
final class SilenceCheck {
  private static final String CHECK = "sources";

  private final LiveStatus live;
  private final Map<String, Instant> published;
  private final List<Heard> heard = new ArrayList<>();

  /** A source, or an exporter of one, and when it was last heard. */
  private record Heard(String name, Instant last) {}

  private SilenceCheck(LiveStatus live, Map<String, Instant> published) {
    this.live = live;
    this.published = published;
  }

  /**
   * Finds those that were silent for longer than {@code most} when the collector last told of them.
   *
   * @param live what it tells
   * @param published when something of a source was last published, also before the collector
   *     started
   */
  static Finding check(LiveStatus live, Map<String, Instant> published, Duration most) {
    SilenceCheck check = new SilenceCheck(live, published);
    return check.silentFor(most, live.updatedAt());
  }

  private Finding silentFor(Duration most, Instant now) {
    Set<String> sources = new HashSet<>();
    Set<String> silentSources = new HashSet<>();
    for (SourceRow row : live.rows()) {
      String source = row.get("source");
      boolean isSource = row.get("exporter").isEmpty();
      if (isSource && isLive(row)) {
        sources.add(source);
      }
      Instant last = isSource ? lastOfSource(row) : instant(row.get("last_received"));
      if (last != null && sources.contains(source) && !silentSources.contains(source)) {
        heard.add(new Heard(LiveChecks.name(row), last));
        if (isSource && isLonger(last, most, now)) {
          // Its exporters are as silent: once is enough.
          silentSources.add(source);
        }
      }
    }
    List<Heard> silent =
        heard.stream()
            .filter(one -> isLonger(one.last, most, now))
            .sorted(Comparator.comparing(Heard::last))
            .toList();
    return silent.isEmpty() ? well(sources.size()) : warning(silent, now);
  }

  private static boolean isLive(SourceRow source) {
    return !source.get("endpoint").isEmpty()
        && !LiveCollection.isUnnamedFolder(source.get("source"));
  }

  private @Nullable Instant lastOfSource(SourceRow row) {
    Instant received = instant(row.get("last_received"));
    return received == null ? published.get(row.get("source")) : received;
  }

  private static @Nullable Instant instant(String cell) {
    return cell.isEmpty() ? null : Instant.parse(cell);
  }

  private static boolean isLonger(Instant last, Duration most, Instant now) {
    return Duration.between(last, now).compareTo(most) > 0;
  }

  private Finding well(int sources) {
    return Finding.ok(
        CHECK,
        sources == 0
            ? "no live ones"
            : Amounts.count(sources, "live source") + ", none that was heard is silent");
  }

  private static Finding warning(List<Heard> silent, Instant now) {
    List<String> names =
        silent.stream()
            .map(one -> one.name + " for " + text(Duration.between(one.last, now)))
            .toList();
    return Finding.warn(
        CHECK,
        "silent: "
            + Finding.shortened(names)
            + ": look whether the exporter sends and what is between");
  }

  private static String text(Duration silence) {
    if (silence.toHours() < 3) {
      return silence.toMinutes() + " min";
    }
    return silence.toDays() < 3 ? silence.toHours() + " h" : silence.toDays() + " days";
  }
}
