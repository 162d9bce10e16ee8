// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import winnow.casebook.Verdicts;
import winnow.lake.Runs;
import winnow.lake.catalog.RunEntry;
import winnow.schema.Case;
import winnow.schema.Finding;
import winnow.schema.evidence.Verdict;

/** Where in lists the things are that verdicts are about, whatever the day. */
final class Sightings {
  private static final int ROWS_AT_A_TIME = 10_000;

  private final Runs runs;
  private final Set<Thing> wanted = new HashSet<>();
  private final Map<String, Map<Thing, Place>> byRun = new HashMap<>();

  /** Looks for what {@code verdicts} are about. */
  Sightings(Runs runs, List<Verdict> verdicts) {
    this.runs = runs;
    verdicts.forEach(verdict -> wanted.add(Thing.of(verdict)));
  }

  /** A subject of verdicts on any day. */
  private record Thing(String host, String family, String peer) {
    static Thing of(Verdict verdict) {
      return new Thing(verdict.host(), verdict.family(), verdict.peer());
    }

    static Thing of(Verdict.Subject subject) {
      return new Thing(subject.host(), subject.family(), subject.peer());
    }

    Thing turned() {
      return new Thing(peer, family, host);
    }
  }

  /**
   * A place in a list.
   *
   * @param rank from 1
   * @param score the score there
   */
  record Place(int rank, double score) {}

  /** The best place of the subject of {@code verdict} in the list of {@code run}. */
  Optional<Place> find(RunEntry run, Verdict verdict) {
    Map<Thing, Place> places = byRun.computeIfAbsent(run.id(), id -> read(run));
    return Optional.ofNullable(places.get(Thing.of(verdict)));
  }

  private Map<Thing, Place> read(RunEntry run) {
    Map<Thing, Place> places = new HashMap<>();
    for (int offset = 0; offset < run.findings(); offset += ROWS_AT_A_TIME) {
      if (run.hasCases()) {
        for (Case one : runs.cases(run.id(), offset, ROWS_AT_A_TIME)) {
          Place place = new Place(one.rank(), one.score());
          Verdicts.subjects(one).forEach(subject -> add(Thing.of(subject), place, places));
        }
      } else {
        for (Finding finding : runs.findings(run.id(), offset, ROWS_AT_A_TIME)) {
          Thing thing = Thing.of(Verdicts.subject(finding));
          Place place = new Place(finding.rank(), finding.score());
          add(thing, place, places);
          add(thing.turned(), place, places);
        }
      }
    }
    return places;
  }

  private void add(Thing thing, Place place, Map<Thing, Place> places) {
    if (wanted.contains(thing)) {
      places.putIfAbsent(thing, place);
    }
  }
}
