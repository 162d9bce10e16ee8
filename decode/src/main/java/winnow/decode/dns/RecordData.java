// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import winnow.decode.BigEndian;

/**
 * Shows RDATA as text. Types without a form of their own, and data that contradicts its type, are
 * shown as unknown data, {@code \# 3 0a0b0c} (RFC 3597 section 5).
 */
final class RecordData {
  private static final int SOA_NUMBERS = 5;
  private static final String HEX = "0123456789abcdef";

  private final NameReader names;
  private final ServiceParameters parameters = new ServiceParameters();
  private final AddressTexts addresses = new AddressTexts();
  private final StringBuilder text = new StringBuilder(256);

  RecordData(NameReader names) {
    this.names = names;
  }

  /** The text of the data in {@code bytes[from, to)} of a message that starts at {@code start}. */
  String text(int type, byte[] bytes, int start, int from, int to) {
    int length = to - from;
    if (type == RecordTypes.A && length == 4 || type == RecordTypes.AAAA && length == 16) {
      return addresses.text(bytes, from, length);
    }
    if (isName(type) && names.read(bytes, start, from, to) == to) {
      return names.text();
    }
    text.setLength(0);
    boolean shown =
        switch (type) {
          case RecordTypes.MX -> numbersAndName(1, bytes, start, from, to);
          case RecordTypes.SRV -> numbersAndName(3, bytes, start, from, to);
          case RecordTypes.TXT, RecordTypes.SPF -> strings(bytes, from, to);
          case RecordTypes.SOA -> authority(bytes, start, from, to);
          case RecordTypes.SVCB, RecordTypes.HTTPS -> service(bytes, start, from, to);
          default -> false;
        };
    return shown ? text.toString() : unknown(bytes, from, to);
  }

  private static boolean isName(int type) {
    return type == RecordTypes.CNAME
        || type == RecordTypes.NS
        || type == RecordTypes.PTR
        || type == RecordTypes.DNAME;
  }

  /** Appends one byte of a quoted string (RFC 1035 section 5.1). */
  static void appendQuoted(StringBuilder text, int value) {
    if (value == '"' || value == '\\') {
      text.append('\\').append((char) value);
    } else if (value >= ' ' && value < 0x7f) {
      text.append((char) value);
    } else {
      DnsNames.appendByte(text, value);
    }
  }

  private int name(byte[] bytes, int start, int from, int to) {
    int end = names.read(bytes, start, from, to);
    if (end >= 0) {
      text.append(names.text());
    }
    return end;
  }

  private boolean numbersAndName(int numbers, byte[] bytes, int start, int from, int to) {
    int at = from;
    for (int i = 0; i < numbers && at + 2 <= to; i++, at += 2) {
      text.append(BigEndian.u16(bytes, at)).append(' ');
    }
    return name(bytes, start, at, to) == to;
  }

  private boolean authority(byte[] bytes, int start, int from, int to) {
    int at = name(bytes, start, from, to);
    if (at < 0) {
      return false;
    }
    text.append(' ');
    at = name(bytes, start, at, to);
    if (at < 0 || to - at != 4 * SOA_NUMBERS) {
      return false;
    }
    for (; at < to; at += 4) {
      text.append(' ').append(BigEndian.u32(bytes, at));
    }
    return true;
  }

  private boolean strings(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int end = at + 1 + (bytes[at] & 0xff);
      if (end > to) {
        return false;
      }
      text.append(at == from ? "\"" : " \"");
      for (int i = at + 1; i < end; i++) {
        appendQuoted(text, bytes[i] & 0xff);
      }
      text.append('"');
      at = end;
    }
    return at > from;
  }

  private boolean service(byte[] bytes, int start, int from, int to) {
    if (to - from < 2) {
      return false;
    }
    text.append(BigEndian.u16(bytes, from)).append(' ');
    int at = name(bytes, start, from + 2, to);
    return at >= 0 && parameters.append(text, bytes, at, to);
  }

  private String unknown(byte[] bytes, int from, int to) {
    text.setLength(0);
    text.append("\\# ").append(to - from);
    for (int i = from; i < to; i++) {
      text.append(i == from ? " " : "");
      text.append(HEX.charAt((bytes[i] & 0xff) >> 4)).append(HEX.charAt(bytes[i] & 15));
    }
    return text.toString();
  }
}
