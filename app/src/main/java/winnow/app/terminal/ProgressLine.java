// SPDX-License-Identifier: Apache-2.0
package winnow.app.terminal;

import java.io.Console;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar on standard error for long work; silent when standard error is no terminal. Thread-safe.
 */
public final class ProgressLine implements AutoCloseable {
  private final @Nullable ProgressBar bar;

  private ProgressLine(@Nullable ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * A bar that shows {@code task} and how much of {@code total} is done.
   *
   * @param unit short name of what is counted
   * @param unitSize how many make one of the unit
   */
  public static ProgressLine start(String task, long total, String unit, long unitSize) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return new ProgressLine(null);
    }
    return new ProgressLine(
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUnit(" " + unit, unitSize)
            .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
            .setUpdateIntervalMillis((int) Duration.ofMillis(200).toMillis())
            .continuousUpdate()
            .clearDisplayOnFinish()
            .build());
  }

  /** Adds to what is done. */
  public void step(long amount) {
    if (bar != null) {
      bar.stepBy(amount);
    }
  }

  /** Sets what is done and out of how much. */
  public void at(long done, long total) {
    if (bar != null) {
      bar.maxHint(total);
      bar.stepTo(done);
    }
  }

  /** Says what is being worked on. */
  public void message(String message) {
    if (bar != null) {
      bar.setExtraMessage(" " + message);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
