// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.time.DateTimeException;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import winnow.decode.NearestName;

/** The name of a time zone. */
public final class ZoneName implements ITypeConverter<ZoneId> {
  @Override
  public ZoneId convert(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      String hint = NearestName.hint(name, ZoneId.getAvailableZoneIds());
      throw new TypeConversionException(
          "there is no time zone \""
              + name
              + "\""
              + (hint.isEmpty() ? "; names are such as Europe/Berlin, UTC or +02:00" : hint));
    }
  }
}
