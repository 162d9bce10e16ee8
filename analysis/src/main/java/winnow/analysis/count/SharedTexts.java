// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the distinct texts of a run, in order of arrival. Thread-safe. */
public final class SharedTexts {
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> texts = new ArrayList<>();

  /** The id of {@code text}. */
  public synchronized int id(String text) {
    Integer known = ids.get(text);
    if (known != null) {
      return known;
    }
    ids.put(text, texts.size());
    texts.add(text);
    return texts.size() - 1;
  }

  /** The ids of many texts. */
  public synchronized int[] ids(String[] many) {
    int[] result = new int[many.length];
    for (int i = 0; i < many.length; i++) {
      result[i] = id(many[i]);
    }
    return result;
  }

  /** Packs all texts, in the order of their ids. */
  public synchronized void write(PackedWriter out) {
    out.number(texts.size());
    texts.forEach(out::text);
  }

  /** Adds texts that were packed elsewhere; the ids that they have here, by their ids there. */
  public synchronized int[] read(PackedReader in) {
    int[] result = new int[in.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = id(in.text());
    }
    return result;
  }

  /** The text with this id. */
  public synchronized String text(int id) {
    return texts.get(id);
  }

  /** Number of texts. */
  public synchronized int size() {
    return texts.size();
  }
}
