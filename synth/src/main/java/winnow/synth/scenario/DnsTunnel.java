// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * Data carried out in the names of DNS queries and back in the answers, through the internal
 * resolver.
 *
 * @param id name in the labels
 * @param victim the host that tunnels
 * @param window when it is active
 * @param domain the domain whose name server is the other end
 * @param queriesPerHour how often, Poisson
 * @param payloadOctets data per query before the base32 encoding, at most 110
 * @param carrier record type of the answers
 */
public record DnsTunnel(
    String id,
    Victim victim,
    Window window,
    String domain,
    double queriesPerHour,
    int payloadOctets,
    Carrier carrier)
    implements Attack {
  /** Record types that carry answers. */
  public enum Carrier {
    /** Text strings. */
    TXT(16),
    /** An alias with data in its labels. */
    CNAME(5),
    /** Opaque data (RFC 1035 section 3.3.10). */
    NULL(10);

    private final int type;

    Carrier(int type) {
      this.type = type;
    }

    /** QTYPE. */
    public int type() {
      return type;
    }
  }

  /** Checks the ranges. */
  public DnsTunnel {
    if (queriesPerHour <= 0 || payloadOctets < 1 || payloadOctets > 110) {
      throw new IllegalArgumentException(
          "DNS tunnel %s: %s queries per hour, %d octets per query out of range"
              .formatted(id, queriesPerHour, payloadOctets));
    }
  }

  /** A file leaves as fast as the resolver allows: 3,600 long queries an hour. */
  public static DnsTunnel loud(String id, Victim victim, Window window) {
    return new DnsTunnel(id, victim, window, "cdn-sync-relay.net", 3600, 100, Carrier.TXT);
  }

  /** Commands only: 60 short queries an hour. */
  public static DnsTunnel quiet(String id, Victim victim, Window window) {
    return new DnsTunnel(id, victim, window, "statpulse-metrics.com", 60, 24, Carrier.CNAME);
  }

  @Override
  public String kind() {
    return "dns-tunnel";
  }

  @Override
  public String technique() {
    return "T1071.004";
  }
}
