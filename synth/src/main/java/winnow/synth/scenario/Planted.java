// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/** What is put into the traffic of a network on purpose and stands in the labels. */
public sealed interface Planted permits Attack, Blend {
  /** Its name in the labels, unique in a data set. */
  String id();

  /** What it is, in one lower-case word. */
  String kind();

  /** ATT&amp;CK technique id; empty for what is benign. */
  String technique();

  /** Whether it is an attack; what is not is there to see whether it is taken for one. */
  boolean malicious();
}
