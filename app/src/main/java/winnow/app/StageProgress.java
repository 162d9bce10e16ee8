// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import org.jspecify.annotations.Nullable;
import winnow.analysis.count.Progress;
import winnow.app.terminal.ProgressLine;

/** A bar for each stage of an analysis. */
final class StageProgress implements Progress, AutoCloseable {
  private @Nullable Stage current;
  private @Nullable ProgressLine line;

  @Override
  public synchronized void report(Stage stage, long done, long total) {
    if (stage != current || line == null) {
      close();
      current = stage;
      line = ProgressLine.start(title(stage), total, unit(stage), 1);
    }
    line.at(done, total);
  }

  @Override
  public synchronized void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }

  private static String title(Stage stage) {
    return switch (stage) {
      case COUNT -> "Count words";
      case COLLECT -> "Build corpus";
      case TRAIN -> "Train";
      case SCORE -> "Score";
      case FETCH -> "Explain";
    };
  }

  private static String unit(Stage stage) {
    return switch (stage) {
      case COUNT, COLLECT, SCORE, FETCH -> "parts";
      case TRAIN -> "iterations";
    };
  }
}
