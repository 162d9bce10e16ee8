// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

/**
 * How views judge words. {@link #PRODUCT} is what is used; others tell what each part of it brings.
 *
 * @param axes what makes a word surprising
 * @param isCalibrated whether bits on an axis are held against those of earlier days; otherwise
 *     they count as they are
 * @param hasOwnHabits whether a host's surprise is held against its own on earlier days as well
 * @param repeats what a word that comes more than once on a day counts
 * @param remembers whether a host's own words are remembered; otherwise its topics alone tell what
 *     is probable for it
 * @param topics K; with 0 what all hosts do stands for the topics
 * @param windowDays how many days are learnt from
 */
public record ViewSettings(
    Axes axes,
    boolean isCalibrated,
    boolean hasOwnHabits,
    Repeats repeats,
    boolean remembers,
    int topics,
    int windowDays) {
  /** What the product does. */
  public static final ViewSettings PRODUCT =
      new ViewSettings(Axes.BOTH, true, true, Repeats.ONCE, true, 20, 14);

  /** Checks the ranges. */
  public ViewSettings {
    if (topics < 0 || windowDays < 1) {
      throw new IllegalArgumentException(
          "topics %d or days %d out of range".formatted(topics, windowDays));
    }
  }

  /** What makes a word surprising. */
  public enum Axes {
    /** Rare for the host by how common it is, or rare for all. */
    BOTH,
    /** Rare for the host by how common it is. */
    HOST,
    /** Rare for all. */
    FLEET
  }

  /** What a word that comes more than once on a day counts. */
  public enum Repeats {
    /** Once a day, however often it came. */
    ONCE,
    /** 1 + log2 of how often it came. */
    LOGARITHM,
    /** As often as it came. */
    EVERY;

    private static final long MOST = 1 << 16;

    /** How much a word counts that came so often. */
    int times(long count) {
      return switch (this) {
        case ONCE -> 1;
        case LOGARITHM -> Long.SIZE - Long.numberOfLeadingZeros(count);
        case EVERY -> (int) Math.min(count, MOST);
      };
    }
  }

  /** With other axes. */
  public ViewSettings with(Axes other) {
    return new ViewSettings(
        other, isCalibrated, hasOwnHabits, repeats, remembers, topics, windowDays);
  }

  /** With another count of repeats. */
  public ViewSettings with(Repeats other) {
    return new ViewSettings(axes, isCalibrated, hasOwnHabits, other, remembers, topics, windowDays);
  }

  /** With bits as they are. */
  public ViewSettings uncalibrated() {
    return new ViewSettings(axes, false, hasOwnHabits, repeats, remembers, topics, windowDays);
  }

  /** With hosts held against each other alone. */
  public ViewSettings withoutOwnHabits() {
    return new ViewSettings(axes, isCalibrated, false, repeats, remembers, topics, windowDays);
  }

  /** With topics alone. */
  public ViewSettings withoutMemory() {
    return new ViewSettings(axes, isCalibrated, hasOwnHabits, repeats, false, topics, windowDays);
  }

  /** With so many topics. */
  public ViewSettings withTopics(int other) {
    return new ViewSettings(
        axes, isCalibrated, hasOwnHabits, repeats, remembers, other, windowDays);
  }

  /** With so many days. */
  public ViewSettings withWindow(int days) {
    return new ViewSettings(axes, isCalibrated, hasOwnHabits, repeats, remembers, topics, days);
  }
}
