// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.BitSet;
import winnow.analysis.count.SharedTexts;
import winnow.context.InternalNetworks;
import winnow.schema.IpAddress;

/**
 * Which of numbered texts are addresses of a network's own hosts; each is looked at once. Not
 * thread-safe.
 */
public final class InsideHosts {
  private final InternalNetworks networks;
  private final SharedTexts texts;
  private final BitSet inside = new BitSet();
  private int known;

  /** Tells of {@code texts} which are in {@code networks}. */
  public InsideHosts(InternalNetworks networks, SharedTexts texts) {
    this.networks = networks;
    this.texts = texts;
  }

  /** Whether the text of this id is an address inside. */
  public boolean contains(int id) {
    for (; known <= id; known++) {
      inside.set(known, IpAddress.find(texts.text(known)).filter(networks::contains).isPresent());
    }
    return inside.get(id);
  }
}
