// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.Progress;

/** Passes progress on, and measures the processor time of each stage. */
final class StageClock implements Progress {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS = 1000;

  private final Progress listener;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<RunManifest.StageTime> stages = new ArrayList<>();
  private @Nullable Stage stage;
  private long startedAtNanos;

  StageClock(Progress listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void report(Stage reported, long done, long total) {
    if (reported != stage) {
      end();
      stage = reported;
      startedAtNanos = system.getProcessCpuTime();
    }
    listener.report(reported, done, total);
  }

  /** Ends the last stage; the times of all. */
  synchronized List<RunManifest.StageTime> finish() {
    end();
    stage = null;
    return List.copyOf(stages);
  }

  private void end() {
    if (stage != null) {
      double seconds = (system.getProcessCpuTime() - startedAtNanos) / NANOS_PER_SECOND;
      stages.add(
          new RunManifest.StageTime(
              stage.name().toLowerCase(Locale.ROOT), Math.round(seconds * MILLIS) / MILLIS));
    }
  }
}
