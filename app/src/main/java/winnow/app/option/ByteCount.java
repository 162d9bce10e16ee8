// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes as people write them: {@code 500GB}, {@code 1.5 TiB}, {@code 4096}. */
public final class ByteCount implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*([A-Z]*)");
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("B", 1L),
          Map.entry("KB", 1_000L),
          Map.entry("MB", 1_000_000L),
          Map.entry("GB", 1_000_000_000L),
          Map.entry("TB", 1_000_000_000_000L),
          Map.entry("KIB", 1L << 10),
          Map.entry("MIB", 1L << 20),
          Map.entry("GIB", 1L << 30),
          Map.entry("TIB", 1L << 40));

  @Override
  public Long convert(String text) {
    Matcher form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    Long unit = form.matches() ? UNITS.get(form.group(2)) : null;
    if (unit == null) {
      throw new TypeConversionException(
          "\"" + text + "\" is no size; write it as 500GB, 1.5TiB or a number of bytes");
    }
    return new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
  }
}
