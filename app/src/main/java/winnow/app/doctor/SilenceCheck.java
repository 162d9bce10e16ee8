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
  private final Duration most;
  private final List<Silent> silent = new ArrayList<>();
  private int sources;

  /** A source, or an exporter of one, and for how long it was not heard. */
  private record Silent(String name, Duration time) {}

  private SilenceCheck(LiveStatus live, Map<String, Instant> published, Duration most) {
    this.live = live;
    this.published = published;
    this.most = most;
  }

  /**
   * Finds those that were silent for longer than {@code most} when their collector last told of
   * them. What a collector that has ended told of is not silent: nobody listens.
   *
   * @param live what collectors tell
   * @param published when something of a source was last published, also before the collector
   *     started
   */
  static Finding check(LiveStatus live, Map<String, Instant> published, Duration most) {
    SilenceCheck check = new SilenceCheck(live, published, most);
    live.running().forEach(check::look);
    return check.silent.isEmpty() ? check.well() : check.warning();
  }

  private void look(CollectorStatus collector) {
    Instant now = collector.updatedAt();
    Set<String> heard = new HashSet<>();
    for (SourceRow row : collector.rows()) {
      String source = row.get("source");
      boolean isSource = row.get("exporter").isEmpty();
      if (isSource && isLive(row)) {
        sources++;
        heard.add(source);
      }
      Instant last = isSource ? lastOfSource(row) : row.time("last_received");
      if (last != null && heard.contains(source)) {
        Duration time = Duration.between(last, now);
        if (time.compareTo(most) > 0) {
          silent.add(new Silent(live.name(collector, row), time));
          if (isSource) {
            // Its exporters are as silent: once is enough.
            heard.remove(source);
          }
        }
      }
    }
  }

  private static boolean isLive(SourceRow source) {
    return !source.get("endpoint").isEmpty()
        && !LiveCollection.isUnnamedFolder(source.get("source"));
  }

  private @Nullable Instant lastOfSource(SourceRow row) {
    Instant received = row.time("last_received");
    return received == null ? published.get(row.get("source")) : received;
  }

  private Finding well() {
    return Finding.ok(
        CHECK,
        sources == 0
            ? "no live ones"
            : Amounts.count(sources, "live source") + ", none that was heard is silent");
  }

  private Finding warning() {
    List<String> names =
        silent.stream()
            .sorted(Comparator.comparing(Silent::time).reversed())
            .map(one -> one.name + " for " + text(one.time))
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
