// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * What a host of another network did, done again by a host of this one.
 *
 * @param id name in the labels; blends of one name are by one host
 * @param kind what it is, in one lower-case word
 * @param technique ATT&amp;CK technique id; empty for what is benign
 * @param label what it is to be taken for
 * @param origin whose traffic it is in the network that it comes from
 * @param place where it goes
 */
public record Blend(
    String id, String kind, String technique, Label label, Origin origin, Place place)
    implements Planted {
  /** What it is to be taken for. */
  public enum Label {
    /** An attack. */
    MALICIOUS,
    /** Something that is to be told from attacks. */
    BENIGN,
    /** A part of what the network is used to; it stands in no labels. */
    BACKGROUND
  }

  @Override
  public boolean malicious() {
    return label == Label.MALICIOUS;
  }

  /**
   * Whose traffic it is.
   *
   * @param hosts addresses of the host; empty for all clients as one
   * @param peers what others of that network are; their ports tell of those that are not named
   * @param zones names of domains that are that network's own
   * @param part how much of it
   */
  public record Origin(
      Set<IpAddress> hosts, Map<IpAddress, Peer> peers, Set<String> zones, Part part) {
    /** Takes copies. */
    public Origin {
      hosts = Set.copyOf(hosts);
      peers = Map.copyOf(peers);
      zones = Set.copyOf(zones);
    }
  }

  /**
   * A part of what a host did, by shares of its deeds in their order.
   *
   * @param from the share that comes before
   * @param to the share up to its end
   */
  public record Part(double from, double to) {
    /** Everything. */
    public static final Part ALL = new Part(0, 1);

    /** Checks the range. */
    public Part {
      if (!(from >= 0 && from < to && to <= 1)) {
        throw new IllegalArgumentException(
            "a part from %s to %s: expected shares from 0 to 1".formatted(from, to));
      }
    }

    /** Cuts it out of a whole. */
    public <T> List<T> of(List<T> whole) {
      return whole.subList(
          (int) Math.round(from * whole.size()), (int) Math.round(to * whole.size()));
    }
  }

  /**
   * What an address of the other network stands for.
   *
   * @param role a host of this network that is for the same; null for a machine outside
   */
  public record Peer(@Nullable Role role) {}

  /**
   * Where it goes.
   *
   * @param role role of the host that does it
   * @param proxied whether that host's web goes through the proxy; null when it is all one
   * @param day the day on which it begins, 0 is the first of the scenario
   * @param startHour hour of that day, UTC, at which it begins; null for the time of day at which
   *     it began
   */
  public record Place(Role role, @Nullable Boolean proxied, int day, @Nullable Double startHour) {
    /** Checks the ranges. */
    public Place {
      if (day < 0 || (startHour != null && !(startHour >= 0 && startHour < 24))) {
        throw new IllegalArgumentException(
            "blend begins on day %d at hour %s: expected a day of the scenario and 0 to 24"
                .formatted(day, startHour));
      }
    }
  }
}
