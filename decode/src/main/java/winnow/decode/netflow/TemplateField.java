// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import org.jspecify.annotations.Nullable;

/**
 * A field of a template.
 *
 * @param enterprise who numbers it, 0 for IANA
 * @param number its number
 * @param length its length in bytes, or {@link Template#VARIABLE}
 * @param element what it is, null when it is not read
 */
record TemplateField(long enterprise, int number, int length, @Nullable Element element) {
  /** Scope fields of version 9 have numbers of their own, none of which is read. */
  static TemplateField ofVersion9(boolean scope, int number, int length) {
    return new TemplateField(0, number, length, scope ? null : Element.of(0, number));
  }

  static TemplateField ofIpfix(long enterprise, int number, int length) {
    return new TemplateField(enterprise, number, length, Element.of(enterprise, number));
  }

  /** All that was exported of it: 32 bits of enterprise, 16 of number, 16 of length. */
  long code() {
    return enterprise << 32 | (long) number << 16 | length;
  }

  /** The opposite of {@link #code}. */
  static TemplateField ofCode(long code, boolean ipfix, boolean scope) {
    int number = (int) (code >>> 16) & 0xffff;
    int length = (int) code & 0xffff;
    return ipfix ? ofIpfix(code >>> 32, number, length) : ofVersion9(scope, number, length);
  }
}
