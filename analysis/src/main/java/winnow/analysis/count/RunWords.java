// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

/** Turns the words of a share, as its reader gave them to a tally, into words of the whole run. */
@FunctionalInterface
public interface RunWords {
  /** For readers that know all that a word needs. */
  RunWords AS_READ = word -> word;

  /** The word as it is known to the whole run. */
  long runWord(long word);

  /** Adds how many rows of the share have each user agent, by its number in the run. */
  default void addAgents(long[] rows) {}

  /** Packs what {@link #runWord} needs; nothing for most readers. */
  default void write(PackedWriter out) {}
}
