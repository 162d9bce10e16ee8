// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import winnow.schema.IpAddress;

/** What the organisation calls its networks and hosts; the narrowest range wins. */
public final class NetworkNames {
  private static final String HEADER = "network,name";
  private final AddressRanges<String> ranges;

  private NetworkNames(AddressRanges<String> ranges) {
    this.ranges = ranges;
  }

  /** Nothing has a name. */
  public static NetworkNames none() {
    return new NetworkNames(AddressRanges.empty());
  }

  /**
   * Reads lines {@code range,name}; a range is as {@link AddressRange#parse} takes it.
   *
   * @throws IllegalArgumentException naming file and line of what cannot be read
   */
  public static NetworkNames read(String fileName, Reader text) throws IOException {
    List<AddressRanges.Entry<String>> entries = new ArrayList<>();
    ListLines.read(
        fileName,
        HEADER,
        text,
        fields -> {
          if (fields.size() != 2) {
            throw new IllegalArgumentException("expected range,name");
          }
          entries.add(
              new AddressRanges.Entry<>(AddressRange.parse(fields.getFirst()), fields.get(1)));
        });
    return new NetworkNames(AddressRanges.of(entries));
  }

  /** The name of the narrowest range that holds {@code address}. */
  public Optional<String> find(IpAddress address) {
    return ranges.find(address);
  }
}
