// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.schema.lease.Binding;

/**
 * What the clients of DHCP servers are called. A host is the name that it gives, in lower case, as
 * it keeps that when it changes from cable to radio; a name that more than four hardware addresses
 * gave, as many telephones give that of their maker, stands for no host, and the hardware address
 * does. A lease without a name has the one that its hardware address gave elsewhere, if that is
 * one.
 */
final class LeaseClients {
  private static final int MOST_OF_A_NAME = 4;

  private final Map<String, Set<String>> macsOfName = new HashMap<>();
  private final Map<String, Set<String>> namesOfMac = new HashMap<>();

  /** The clients of all that was told. */
  LeaseClients(List<Binding> told) {
    for (Binding binding : told) {
      String name = normal(binding.hostName());
      if (!name.isEmpty() && !binding.mac().isEmpty()) {
        Set<String> macs = macsOfName.computeIfAbsent(name, key -> new HashSet<>());
        if (macs.size() <= MOST_OF_A_NAME) {
          macs.add(binding.mac());
        }
      }
    }
    for (Binding binding : told) {
      String name = normal(binding.hostName());
      if (!name.isEmpty() && !isGeneric(name) && !binding.mac().isEmpty()) {
        namesOfMac.computeIfAbsent(binding.mac(), key -> new HashSet<>()).add(name);
      }
    }
  }

  /** What the client of {@code told} is called; null when there is none. */
  @Nullable String host(Binding told) {
    if (!told.isHeld()) {
      return null;
    }
    String name = normal(told.hostName());
    if (!name.isEmpty() && (!isGeneric(name) || told.mac().isEmpty())) {
      return name;
    }
    Set<String> elsewhere = namesOfMac.getOrDefault(told.mac(), Set.of());
    if (name.isEmpty() && elsewhere.size() == 1) {
      return elsewhere.iterator().next();
    }
    return told.mac().isEmpty() ? null : told.mac();
  }

  private boolean isGeneric(String name) {
    return macsOfName.getOrDefault(name, Set.of()).size() > MOST_OF_A_NAME;
  }

  /**
   * A name in lower case, without a dot at its end, other signs than those of names as dashes;
   * empty where it is an address, which would stand for another host.
   */
  private static String normal(String name) {
    StringBuilder text = new StringBuilder(name.length());
    name.strip()
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .map(c -> Character.isLetterOrDigit(c) || c == '.' || c == '_' ? c : '-')
        .forEach(text::appendCodePoint);
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '.') {
      end--;
    }
    text.setLength(end);
    return IpAddress.find(text).isPresent() ? "" : text.toString();
  }
}
