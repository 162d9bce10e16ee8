// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.day.ContactTimes;
import winnow.analysis.evidence.Calibrator;
import winnow.analysis.host.SeenKeys;

/**
 * Finds hosts that call home: contacts of one end outside, at intervals that are too even for
 * chance or for people ({@link Rhythm}). Timing selects and context ranks, as much honest software
 * calls as evenly: an end that few hosts know, a service that few use, that is new, that gets the
 * same amount each time, and all day long.
 */
public final class BeaconDetector implements Detector {
  private static final String TECHNIQUE = "T1071";
  private static final long MICROS_PER_HOUR = 3_600_000_000L;
  private static final int LEAST_CONTACTS = 8;
  private static final double MOST_SHARE_OF_HOSTS = 0.05;
  private static final int FEW_HOSTS = 3;
  private static final double LEAST_TIMING_BITS = 8;
  private static final double MOST_TIMING_BITS = 12;
  private static final double TIMING_WEIGHT = 0.25;
  private static final double MOST_BITS = 4;
  private static final double HOURS_WEIGHT = 0.5;

  /** Something new says so much, something of many days so much less. */
  private static final double NOVELTY_BITS = 2;

  private final Calibrator learnt = new Calibrator();

  /** Pairs of host and end of earlier days. */
  private final SeenKeys known = new SeenKeys();

  /** Ends of earlier days, whoever contacted them. */
  private final SeenKeys knownEnds = new SeenKeys();

  private int days;
  private int judged;

  /** Nothing is learnt yet. */
  public BeaconDetector() {}

  @Override
  public String family() {
    return "beacon";
  }

  @Override
  public List<Evidence> next(ObservedDay day) {
    OutsideContacts contacted = new OutsideContacts(day.counts());
    judged = contacted.hosts();
    double fewHosts = Math.max(FEW_HOSTS, MOST_SHARE_OF_HOSTS * contacted.hosts());
    List<OutsideContacts.Contact> wanted =
        contacted.all().stream()
            .filter(contact ->
                contact.contacts() >= LEAST_CONTACTS && contacted.clients(contact) <= fewHosts)
            .toList();
    ContactTimes times = day.contacts().read(rows(wanted, true), rows(wanted, false));
    Map<OutsideContacts.Contact, Rhythm> even = new LinkedHashMap<>();
    for (OutsideContacts.Contact contact : wanted) {
      Rhythm rhythm = Rhythm.of(contact.times(times));
      if (rhythm.timingBits() >= LEAST_TIMING_BITS) {
        even.put(contact, rhythm);
      }
    }
    even.keySet().removeAll(Relayed.of(day.counts(), even.keySet(), times));
    Map<OutsideContacts.Contact, List<Evidence.Part>> looked = new LinkedHashMap<>();
    even.forEach(
        (contact, rhythm) -> looked.put(contact, parts(contacted, contact, times, rhythm)));
    Calibrator.Day ordinary = learnt.day(bestOfHosts(looked, contacted.hosts()));
    List<Evidence> found = new ArrayList<>();
    looked.forEach((contact, parts) -> {
      String host = day.counts().texts().text(contact.host());
      found.add(evidence(host, contacted.peer(contact), contact.times(times), parts, ordinary));
    });
    // Without a day before it, nothing is new: such scores are not like those of later days.
    if (days > 0) {
      ordinary.learn();
    }
    contacted
        .all()
        .forEach(contact -> {
          known.add(contacted.key(contact), day.date());
          knownEnds.add(contacted.keyOfEnd(contact), day.date());
        });
    known.forget(day.date());
    knownEnds.forget(day.date());
    days++;
    return found;
  }

  /** The best score of each host; those that have none are lower than any. */
  private static double[] bestOfHosts(
      Map<OutsideContacts.Contact, List<Evidence.Part>> looked, int hosts) {
    Map<Integer, Double> best = new HashMap<>();
    looked.forEach(
        (contact, parts) -> best.merge(contact.host(), Evidence.Part.sum(parts), Math::max));
    double[] scores = new double[hosts];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    int host = 0;
    for (double score : best.values()) {
      scores[host++] = score;
    }
    return scores;
  }

  private static BitSet rows(List<OutsideContacts.Contact> contacts, boolean areFlows) {
    BitSet rows = new BitSet();
    contacts.stream()
        .filter(contact -> contact.isFlow() == areFlows)
        .forEach(contact -> rows.set(contact.row()));
    return rows;
  }

  private List<Evidence.Part> parts(
      OutsideContacts contacted,
      OutsideContacts.Contact contact,
      ContactTimes read,
      Rhythm rhythm) {
    double timing = Math.min(MOST_TIMING_BITS, rhythm.timingBits());
    double sizes = relativeRange(contact.octets(read));
    double users = contacted.usersOfService(contact);
    int hours = hours(contact.times(read));
    int before = known.days(contacted.key(contact));
    int ofAnyone = knownEnds.days(contacted.keyOfEnd(contact));
    return List.of(
        Evidence.Part.of("median interval, s", rhythm.medianSeconds(), TIMING_WEIGHT * timing),
        Evidence.Part.of("ln of the ratio of long to short intervals", rhythm.spread(), 0),
        Evidence.Part.of(
            "contacts",
            rhythm.contacts(),
            Math.clamp(log2(rhythm.contacts() / (double) LEAST_CONTACTS), 0, MOST_BITS)),
        Evidence.Part.of(
            "hosts that contact the same end",
            contacted.clients(contact),
            -log2(contacted.shareAsRare(contact))),
        Evidence.Part.of(
            "hosts that use the same service outside",
            users,
            Math.min(MOST_BITS, -log2(users / contacted.hosts()))),
        Evidence.Part.of(
            "range of the middle half of sizes over their median",
            sizes,
            Math.clamp(-log2(sizes + 1.0 / 16), 0, MOST_BITS)),
        Evidence.Part.of("hours of the day", hours, HOURS_WEIGHT * log2(hours)),
        Evidence.Part.of(
            "days it was seen before", before, Novelty.bits(before, days, NOVELTY_BITS)),
        Evidence.Part.of(
            "days that any host contacted the end before",
            ofAnyone,
            Novelty.bits(ofAnyone, days, NOVELTY_BITS)));
  }

  private Evidence evidence(
      String host, String peer, long[] times, List<Evidence.Part> parts, Calibrator.Day ordinary) {
    double score = Evidence.Part.sum(parts);
    return new Evidence(
        family(),
        host,
        peer,
        TECHNIQUE,
        times[0],
        times[times.length - 1],
        score,
        ordinary.p(score),
        parts);
  }

  @Override
  public int judged() {
    return judged;
  }

  @Override
  public void write(PackedWriter out) {
    learnt.write(out);
    known.write(out);
    knownEnds.write(out);
    out.number(days);
  }

  @Override
  public void read(PackedReader in) {
    learnt.read(in);
    known.read(in);
    knownEnds.read(in);
    days = in.size();
  }

  private static double relativeRange(long[] sorted) {
    double[] values = Arrays.stream(sorted).asDoubleStream().toArray();
    double range = Quantiles.nearest(values, 0.75) - Quantiles.nearest(values, 0.25);
    return range == 0 ? 0 : range / Math.max(1, Quantiles.nearest(values, 0.5));
  }

  private static int hours(long[] times) {
    return (int) Arrays.stream(times).map(time -> time / MICROS_PER_HOUR).distinct().count();
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
