// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.BitSet;
import winnow.analysis.count.SharedTexts;

/**
 * Which of numbered texts are what a network's own hosts are known by; each is looked at once. Not
 * thread-safe.
 */
public final class InsideHosts {
  private final OwnHosts hosts;
  private final SharedTexts texts;
  private final BitSet inside = new BitSet();
  private int known;

  /** Tells of {@code texts} which are {@code hosts}. */
  public InsideHosts(OwnHosts hosts, SharedTexts texts) {
    this.hosts = hosts;
    this.texts = texts;
  }

  /** Whether the text of this id is what a host inside is known by. */
  public boolean contains(int id) {
    for (; known <= id; known++) {
      inside.set(known, hosts.contain(texts.text(known)));
    }
    return inside.get(id);
  }
}
