// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import winnow.decode.format.Formats;

/** The name of a format that there is. */
public final class FormatName implements ITypeConverter<String> {
  @Override
  public String convert(String name) {
    try {
      return Formats.named(name).name();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
