// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import winnow.decode.BigEndian;
import winnow.schema.IpAddress;

/** Shows the parameters of SVCB and HTTPS records (RFC 9460 sections 2.1 and 7). */
final class ServiceParameters {
  private static final int MANDATORY = 0;
  private static final int ALPN = 1;
  private static final int NO_DEFAULT_ALPN = 2;
  private static final int PORT = 3;
  private static final int IPV4_HINT = 4;
  private static final int ECH = 5;
  private static final int IPV6_HINT = 6;
  private static final List<String> NAMES =
      List.of("mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint");

  /**
   * Appends the parameters in {@code bytes[from, to)}, a blank before each.
   *
   * @return false when they contradict their form
   */
  boolean append(StringBuilder text, byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (to - at < 4) {
        return false;
      }
      int key = BigEndian.u16(bytes, at);
      int start = at + 4;
      int end = start + BigEndian.u16(bytes, at + 2);
      if (end > to) {
        return false;
      }
      text.append(' ').append(name(key));
      if (!value(text, key, bytes, start, end)) {
        return false;
      }
      at = end;
    }
    return true;
  }

  private static String name(int key) {
    return key < NAMES.size() ? NAMES.get(key) : "key" + key;
  }

  private static boolean value(StringBuilder text, int key, byte[] bytes, int from, int to) {
    return switch (key) {
      case MANDATORY -> keys(text, bytes, from, to);
      case ALPN -> protocols(text, bytes, from, to);
      case NO_DEFAULT_ALPN -> from == to;
      case PORT -> {
        boolean good = to - from == 2;
        text.append('=').append(good ? BigEndian.u16(bytes, from) : 0);
        yield good;
      }
      case IPV4_HINT -> addresses(text, bytes, from, to, 4);
      case IPV6_HINT -> addresses(text, bytes, from, to, 16);
      case ECH -> {
        byte[] config = Arrays.copyOfRange(bytes, from, to);
        text.append("=\"").append(Base64.getEncoder().encodeToString(config)).append('"');
        yield true;
      }
      default -> {
        text.append("=\"");
        for (int i = from; i < to; i++) {
          RecordData.appendQuoted(text, bytes[i] & 0xff);
        }
        text.append('"');
        yield true;
      }
    };
  }

  private static boolean keys(StringBuilder text, byte[] bytes, int from, int to) {
    for (int at = from; at + 2 <= to; at += 2) {
      text.append(at == from ? '=' : ',').append(name(BigEndian.u16(bytes, at)));
    }
    return to > from && (to - from) % 2 == 0;
  }

  private static boolean protocols(StringBuilder text, byte[] bytes, int from, int to) {
    text.append("=\"");
    int at = from;
    while (at < to) {
      int end = at + 1 + (bytes[at] & 0xff);
      if (end > to) {
        return false;
      }
      text.append(at == from ? "" : ",");
      for (int i = at + 1; i < end; i++) {
        RecordData.appendQuoted(text, bytes[i] & 0xff);
      }
      at = end;
    }
    text.append('"');
    return to > from;
  }

  private static boolean addresses(
      StringBuilder text, byte[] bytes, int from, int to, int addressBytes) {
    if (to == from || (to - from) % addressBytes != 0) {
      return false;
    }
    for (int at = from; at < to; at += addressBytes) {
      text.append(at == from ? '=' : ',').append(IpAddress.ofBytes(bytes, at, addressBytes));
    }
    return true;
  }
}
