// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import winnow.schema.IpAddress;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.Peer;

/** What a name of another network is in this one: names of its own zones become ours. */
final class NameMap {
  private static final int NAME_LENGTH = 253;
  private static final int LABEL_LENGTH = 63;
  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-9]{3}|[^0-9])");
  private static final String REVERSE = ".in-addr.arpa";

  /** Names that are no one's on the Internet (RFC 6762 appendix G, RFC 8375, and habit). */
  private static final Set<String> LOCAL =
      Set.of("local", "lan", "localdomain", "home", "home.arpa", "internal", "corp", "intranet");

  private final Set<String> zones = new TreeSet<>(LOCAL);
  private final AddressMap addresses;

  NameMap(Set<String> zones, AddressMap addresses) {
    zones.forEach(zone -> this.zones.add(zone.toLowerCase(Locale.ROOT)));
    this.addresses = addresses;
  }

  /** The name here; empty for what is no name that could be asked for. */
  Optional<String> map(String name, Day day) {
    String text = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (!isName(text)) {
      return Optional.empty();
    }
    if (text.toLowerCase(Locale.ROOT).endsWith(REVERSE)) {
      return reverse(text, day);
    }
    if (text.indexOf('.') < 0) {
      return Optional.of(text + "." + SyntheticNetwork.ZONE);
    }
    String own = zone(text);
    return Optional.of(
        own.isEmpty()
            ? text
            : text.substring(0, text.length() - own.length()) + SyntheticNetwork.ZONE);
  }

  /** Whether a name is of the other network's own. */
  boolean isOwn(String name) {
    return name.indexOf('.') < 0 || !zone(name).isEmpty();
  }

  private String zone(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return zones.stream()
        .filter(zone -> lower.equals(zone) || lower.endsWith("." + zone))
        .max(java.util.Comparator.comparingInt(String::length))
        .orElse("");
  }

  private Optional<String> reverse(String name, Day day) {
    String[] parts = name.substring(0, name.length() - REVERSE.length()).split("\\.", -1);
    if (parts.length != 4) {
      return Optional.of(name);
    }
    Optional<IpAddress> address =
        IpAddress.find(parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0]);
    if (address.isEmpty()) {
      return Optional.of(name);
    }
    Peer peer = addresses.peer(address.get(), day);
    if (peer == null) {
      return Optional.empty();
    }
    String[] mapped = peer.address().toString().split("\\.", -1);
    return Optional.of(mapped[3] + "." + mapped[2] + "." + mapped[1] + "." + mapped[0] + REVERSE);
  }

  /** Whether a resolver can be asked for it: lengths are of what is escaped (RFC 1035). */
  private static boolean isName(String name) {
    String plain = ESCAPED.matcher(name).replaceAll("x");
    if (plain.isEmpty() || plain.length() > NAME_LENGTH || plain.indexOf('\\') >= 0) {
      return false;
    }
    for (String label : plain.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > LABEL_LENGTH) {
        return false;
      }
    }
    return true;
  }
}
