// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/** Places of address ranges; the narrowest range wins. */
public final class GeoRanges {
  private static final String HEADER = "range,country,city,latitude,longitude,as,organization";
  private static final int FIELDS = 7;

  private final AddressRanges<Place> ranges;

  private GeoRanges(AddressRanges<Place> ranges) {
    this.ranges = ranges;
  }

  /** Nothing is known. */
  public static GeoRanges none() {
    return new GeoRanges(AddressRanges.empty());
  }

  /**
   * Reads lines {@code range,country,city,latitude,longitude,as,organization}; all but the range
   * may be empty.
   *
   * @throws IllegalArgumentException naming file and line of what cannot be read
   */
  public static GeoRanges read(String fileName, Reader text) throws IOException {
    List<AddressRanges.Entry<Place>> entries = new ArrayList<>();
    ListLines.read(
        fileName,
        HEADER,
        text,
        fields -> {
          if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("expected " + HEADER);
          }
          entries.add(
              new AddressRanges.Entry<>(AddressRange.parse(fields.getFirst()), place(fields)));
        });
    return new GeoRanges(AddressRanges.of(entries));
  }

  /** The place of {@code address}. */
  public Optional<Place> find(IpAddress address) {
    return ranges.find(address);
  }

  private static Place place(List<String> fields) {
    String latitude = text(fields.get(3));
    String longitude = text(fields.get(4));
    String system = text(fields.get(5));
    return new Place(
        text(fields.get(1)),
        text(fields.get(2)),
        latitude == null ? null : Double.valueOf(latitude),
        longitude == null ? null : Double.valueOf(longitude),
        system == null ? null : Long.valueOf(system),
        text(fields.get(6)));
  }

  private static @Nullable String text(String field) {
    return field.isEmpty() ? null : field;
  }
}
