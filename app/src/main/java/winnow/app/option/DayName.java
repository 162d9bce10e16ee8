// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A day as ISO 8601 writes it. */
public final class DayName implements ITypeConverter<LocalDate> {
  @Override
  public LocalDate convert(String name) {
    try {
      return LocalDate.parse(name);
    } catch (DateTimeException e) {
      throw new TypeConversionException("\"" + name + "\" is no day; write it as 2026-03-02");
    }
  }
}
