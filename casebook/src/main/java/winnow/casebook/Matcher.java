// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import winnow.schema.IpAddress;

/** One condition of a suppression. */
public sealed interface Matcher {
  /** Whether it holds for {@code sighting}. */
  boolean matches(Sighting sighting);

  /** What it asks for, as {@link Scope#parse} reads it after the name of the condition. */
  String text();

  /**
   * The address, name or user that the sighting is about.
   *
   * @param name addresses in any notation, names in any case
   */
  record Host(String name) implements Matcher {
    /** Takes the usual notation of an address. */
    public Host {
      name = Sighting.usual(name.strip());
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a host needs a name");
      }
    }

    @Override
    public boolean matches(Sighting sighting) {
      return name.equalsIgnoreCase(sighting.host());
    }

    @Override
    public String text() {
      return name;
    }
  }

  /**
   * A network that one of the two ends is in. IPv4 and IPv6 are apart.
   *
   * @param address any address of it
   * @param prefixLength length of its prefix in bits, 0 to 32 or 128
   */
  record Network(IpAddress address, int prefixLength) implements Matcher {
    private static final int IPV4_OFFSET = 96;

    /** Checks the length, and clears the bits beyond it. */
    public Network {
      int most = address.isIpv4() ? 32 : 128;
      if (prefixLength < 0 || prefixLength > most) {
        throw new IllegalArgumentException(
            "the prefix length of " + address + " is from 0 to " + most + ", not " + prefixLength);
      }
      address = masked(address, prefixLength + (address.isIpv4() ? IPV4_OFFSET : 0));
    }

    /** Reads {@code address/length} (RFC 4632); an address alone is a network of one. */
    static Network parse(String text) {
      int slash = text.indexOf('/');
      IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
      String length = slash < 0 ? "" : text.substring(slash + 1);
      if (slash >= 0 && !length.matches("[0-9]{1,3}")) {
        throw new IllegalArgumentException("not a network: \"" + text + "\"");
      }
      return new Network(
          address, slash >= 0 ? Integer.parseInt(length) : address.isIpv4() ? 32 : 128);
    }

    @Override
    public boolean matches(Sighting sighting) {
      return sighting.addresses().stream().anyMatch(this::contains);
    }

    private boolean contains(IpAddress other) {
      int bits = prefixLength + (address.isIpv4() ? IPV4_OFFSET : 0);
      return other.isIpv4() == address.isIpv4() && masked(other, bits).equals(address);
    }

    private static IpAddress masked(IpAddress address, int bits) {
      long high = bits >= Long.SIZE ? -1 : bits == 0 ? 0 : -1L << Long.SIZE - bits;
      long low = bits <= Long.SIZE ? 0 : -1L << 2 * Long.SIZE - bits;
      return new IpAddress(address.high() & high, address.low() & low);
    }

    @Override
    public String text() {
      return address + "/" + prefixLength;
    }
  }

  /**
   * A domain name, or all below one. {@code example.com} is that name alone; {@code *.example.com}
   * any name of one or more labels before it, and not itself. Case does not matter, other scripts
   * are compared in their ASCII form, and labels only as a whole.
   *
   * @param labels the labels, without the asterisk
   * @param isBelow whether it means the names below
   */
  record Domain(List<String> labels, boolean isBelow) implements Matcher {
    private static final int MOST_LABEL = 63;
    private static final int MOST_NAME = 253;

    /** Takes a copy. */
    public Domain {
      labels = List.copyOf(labels);
    }

    /**
     * Reads a name, or one after {@code *.}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static Domain parse(String text) {
      String stripped = text.strip();
      boolean isBelow = stripped.startsWith("*.");
      String name = isBelow ? stripped.substring(2) : stripped;
      List<String> labels = DomainName.labels(name);
      boolean isName =
          !labels.isEmpty()
              && String.join(".", labels).length() <= MOST_NAME
              && labels.stream().allMatch(Domain::isLabel);
      if (!isName) {
        throw new IllegalArgumentException(
            "not a domain: \"" + text + "\"; expected example.com, or *.example.com for all below");
      }
      if (IpAddress.find(name).isPresent()) {
        throw new IllegalArgumentException(
            "an address is no domain: \"" + text + "\"; it is a network of its own");
      }
      return new Domain(labels, isBelow);
    }

    private static boolean isLabel(String label) {
      return !label.isEmpty() && label.length() <= MOST_LABEL && label.matches("[a-z0-9_-]+");
    }

    @Override
    public boolean matches(Sighting sighting) {
      return sighting.names().stream().anyMatch(this::matches);
    }

    boolean matches(String name) {
      List<String> other = DomainName.labels(name);
      int more = other.size() - labels.size();
      return (isBelow ? more > 0 : more == 0) && other.subList(more, other.size()).equals(labels);
    }

    @Override
    public String text() {
      return (isBelow ? "*." : "") + String.join(".", labels);
    }
  }

  /**
   * A port of either end.
   *
   * @param number 0 to 65535
   */
  record Port(int number) implements Matcher {
    private static final int LAST = 65_535;

    /** Checks the range. */
    public Port {
      if (number < 0 || number > LAST) {
        throw new IllegalArgumentException("a port is from 0 to " + LAST + ", not " + number);
      }
    }

    @Override
    public boolean matches(Sighting sighting) {
      return sighting.ports().contains(number);
    }

    @Override
    public String text() {
      return String.valueOf(number);
    }
  }

  /**
   * A user agent, to the letter; an asterisk at the end stands for anything.
   *
   * @param pattern such as {@code apt-http/1.3} or {@code apt-http/*}
   */
  record Agent(String pattern) implements Matcher {
    /** Refuses an asterisk alone. */
    public Agent {
      if (pattern.isEmpty() || pattern.equals("*")) {
        throw new IllegalArgumentException("an agent needs a name, not \"" + pattern + "\"");
      }
    }

    @Override
    public boolean matches(Sighting sighting) {
      String agent = sighting.agent();
      return agent != null
          && (pattern.endsWith("*")
              ? agent.startsWith(pattern.substring(0, pattern.length() - 1))
              : agent.equals(pattern));
    }

    @Override
    public String text() {
      return pattern;
    }
  }

  /**
   * Who found it.
   *
   * @param name a family of evidence, or the method of a list of findings
   */
  record Family(String name) implements Matcher {
    /** Checks that there is one. */
    public Family {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a family needs a name");
      }
    }

    @Override
    public boolean matches(Sighting sighting) {
      return name.equals(sighting.family());
    }

    @Override
    public String text() {
      return name;
    }
  }

  /**
   * A time in which all of it lies.
   *
   * @param from when it begins
   * @param to when it is over
   */
  record Window(Instant from, Instant to) implements Matcher {
    /** Checks the order. */
    public Window {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("a window from " + from + " to " + to + " is empty");
      }
    }

    /** Reads two times of ISO 8601 with a slash between them. */
    static Window parse(String text) {
      String[] ends = text.split("/", -1);
      if (ends.length != 2) {
        throw new IllegalArgumentException("not a window: \"" + text + "\"");
      }
      return new Window(Instant.parse(ends[0]), Instant.parse(ends[1]));
    }

    @Override
    public boolean matches(Sighting sighting) {
      return sighting.firstMicros() >= micros(from) && sighting.lastMicros() < micros(to);
    }

    private static long micros(Instant instant) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    @Override
    public String text() {
      return from + "/" + to;
    }
  }

  /**
   * Hours of every day, UTC, in which all of it lies; {@code 22:00} to {@code 02:00} goes over
   * midnight.
   *
   * @param from when they begin
   * @param to when they are over
   */
  record Hours(LocalTime from, LocalTime to) implements Matcher {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    /** Checks that they are not empty. */
    public Hours {
      if (from.equals(to)) {
        throw new IllegalArgumentException("hours from " + from + " to " + to + " are empty");
      }
    }

    /** Reads {@code 02:00-04:30}. */
    static Hours parse(String text) {
      String[] ends = text.split("-", -1);
      if (ends.length != 2) {
        throw new IllegalArgumentException("not hours: \"" + text + "\"; expected 02:00-04:30");
      }
      return new Hours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
    }

    @Override
    public boolean matches(Sighting sighting) {
      long length = Math.floorMod(micros(to) - micros(from), MICROS_PER_DAY);
      long begin = Math.floorMod(sighting.firstMicros() - micros(from), MICROS_PER_DAY);
      return begin + (sighting.lastMicros() - sighting.firstMicros()) < length;
    }

    private static long micros(LocalTime time) {
      return time.toNanoOfDay() / 1000;
    }

    @Override
    public String text() {
      return from + "-" + to;
    }
  }
}
