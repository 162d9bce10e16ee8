// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import java.util.ArrayList;
import java.util.List;
import winnow.analysis.score.SpotResult;
import winnow.analysis.shortlist.SpotFile;

/** Compares a run with its repetition. */
final class Differences {
  private final List<String> found = new ArrayList<>();

  private Differences() {}

  /** What differs, one sentence each. */
  static List<String> between(RunManifest then, SpotResult now) {
    Differences differences = new Differences();
    differences.compare("rows scored", then.rows().valid(), now.counts().valid());
    differences.compare("invalid rows", then.rows().invalid(), now.counts().invalid());
    differences.compare("documents", then.model().documents(), now.model().documents());
    differences.compare("words", then.model().words(), now.model().words());
    differences.compare("corpus", then.model().corpusDigest(), now.model().corpusDigest());
    differences.compare("length of the list", then.list().rows(), now.rows().size());
    differences.compare("digest of the list", then.list().digest(), SpotFile.digest(now));
    return differences.found;
  }

  private void compare(String what, Object then, Object now) {
    if (!then.equals(now)) {
      found.add(what + ": was " + then + ", is " + now);
    }
  }
}
