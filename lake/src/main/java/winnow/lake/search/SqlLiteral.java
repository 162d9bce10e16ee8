// SPDX-License-Identifier: Apache-2.0
package winnow.lake.search;

/**
 * Writes values into SQL that people are shown and copy. Names from the wire are in it, so that no
 * character is written that would act on a terminal: those are spelled out by their number.
 */
public final class SqlLiteral {
  private SqlLiteral() {}

  /** A number as it is; anything else as a text. */
  public static String of(Object value) {
    return value instanceof Number ? value.toString() : text(value.toString());
  }

  private static String text(String value) {
    StringBuilder out = new StringBuilder("'");
    value
        .codePoints()
        .forEach(codePoint -> {
          if (codePoint == '\'') {
            out.append("''");
          } else if (isPlain(codePoint)) {
            out.appendCodePoint(codePoint);
          } else {
            out.append("' || chr(").append(codePoint).append(") || '");
          }
        });
    return out.append('\'').toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
