// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.context.GeoRanges;
import winnow.context.InternalNetworks;
import winnow.context.NetworkNames;
import winnow.context.Place;
import winnow.schema.IpAddress;

/**
 * What is known about addresses.
 *
 * @param names what the organisation calls its networks and hosts
 * @param places where addresses are, and whose they are
 * @param internal which networks are the organisation's own
 * @param folder where the files with all this are; null when there are none
 */
public record HostContext(
    NetworkNames names, GeoRanges places, InternalNetworks internal, @Nullable Path folder) {
  /** Nothing but which networks are private. */
  public static HostContext none() {
    return new HostContext(
        NetworkNames.none(), GeoRanges.none(), new InternalNetworks(List.of()), null);
  }

  /**
   * What is known about one address; null is not known.
   *
   * @param name name of the host, or of the network that it is in
   * @param internal whether it is the organisation's own
   * @param country ISO 3166-1 alpha-2 code
   * @param city name of the city
   * @param organisation holder of its autonomous system
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Host(
      @Nullable String name,
      boolean internal,
      @Nullable String country,
      @Nullable String city,
      @Nullable String organisation) {
    /** The same host, called {@code other}. */
    Host named(String other) {
      return new Host(other, internal, country, city, organisation);
    }
  }

  /** Adds what is known about {@code text}, where it is an address that is not among them yet. */
  void describe(@Nullable String text, Map<String, Host> hosts) {
    if (text != null && !hosts.containsKey(text)) {
      IpAddress.find(text).ifPresent(address -> hosts.put(text, describe(address)));
    }
  }

  Host describe(IpAddress address) {
    @Nullable Place place = places.find(address).orElse(null);
    return new Host(
        names.find(address).orElse(null),
        internal.contains(address),
        place == null ? null : place.country(),
        place == null ? null : place.city(),
        place == null ? null : place.organization());
  }
}
