// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The fields of a head that are read (RFC 9110). */
enum FieldName {
  AUTHORIZATION("authorization"),
  CONTENT_DISPOSITION("content-disposition"),
  CONTENT_LENGTH("content-length"),
  CONTENT_TYPE("content-type"),
  EXPECT("expect"),
  FORWARDED("forwarded"),
  HOST("host"),
  PROXY_AUTHORIZATION("proxy-authorization"),
  REFERER("referer"),
  TRANSFER_ENCODING("transfer-encoding"),
  UPGRADE("upgrade"),
  USER_AGENT("user-agent"),
  X_FORWARDED_FOR("x-forwarded-for");

  private static final FieldName[] ALL = values();

  private final byte[] text;

  FieldName(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The one called {@code bytes[from, to)} in letters of any case, null when it is none. */
  static @Nullable FieldName of(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    for (FieldName name : ALL) {
      if (name.text.length == end - from && Tokens.isSame(name.text, bytes, from)) {
        return name;
      }
    }
    return null;
  }
}
