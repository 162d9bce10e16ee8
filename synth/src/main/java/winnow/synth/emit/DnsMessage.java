// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import winnow.schema.IpAddress;
import winnow.synth.traffic.DnsExchange;

/**
 * Encodes DNS messages (RFC 1035) with compressed names. Names are in presentation form; holds one
 * message at a time.
 */
final class DnsMessage {
  private static final int POINTER = 0xc000;
  private static final int RESPONSE_FLAGS = 0x8180;
  private static final int QUERY_FLAGS = 0x0100;
  private static final int TRUNCATED_FLAG = 0x0200;
  private static final int A = 1;
  private static final int NS = 2;
  private static final int CNAME = 5;
  private static final int NULL = 10;
  private static final int PTR = 12;
  private static final int TXT = 16;
  private static final int AAAA = 28;

  private final ByteBuffer message = ByteBuffer.allocate(16_384);
  private final Map<String, Integer> names = new HashMap<>();

  byte[] bytes() {
    return message.array();
  }

  /** Encodes the query; returns its length. */
  int query(DnsExchange exchange) {
    begin(exchange, QUERY_FLAGS, 0);
    return message.position();
  }

  /** Encodes the response; returns its length. */
  int response(DnsExchange exchange) {
    int flags =
        switch (exchange.outcome()) {
          case NO_ERROR, OVER_TCP, UNANSWERED -> RESPONSE_FLAGS;
          case NX_DOMAIN -> RESPONSE_FLAGS | 3;
          case SERVER_FAILURE -> RESPONSE_FLAGS | 2;
          case TRUNCATED -> RESPONSE_FLAGS | TRUNCATED_FLAG;
        };
    begin(exchange, flags, exchange.answers().size());
    for (DnsExchange.Answer answer : exchange.answers()) {
      put(answer);
    }
    return message.position();
  }

  private void begin(DnsExchange exchange, int flags, int answers) {
    message.clear();
    names.clear();
    message.putShort((short) exchange.id()).putShort((short) flags).putShort((short) 1);
    message.putShort((short) answers).putShort((short) 0).putShort((short) 0);
    putName(exchange.name());
    message.putShort((short) exchange.type()).putShort((short) 1);
  }

  private void put(DnsExchange.Answer answer) {
    putName(answer.name());
    message.putShort((short) answer.type()).putShort((short) 1).putInt(answer.ttlSeconds());
    int lengthAt = message.position();
    message.putShort((short) 0);
    switch (answer.type()) {
      case A, AAAA -> message.put(IpAddress.parse(answer.data()).toBytes());
      case NS, CNAME, PTR -> putName(answer.data());
      case TXT -> putText(answer.data());
      case NULL -> message.put(answer.data().getBytes(StandardCharsets.ISO_8859_1));
      default ->
          throw new IllegalArgumentException(
              "cannot encode an answer of type " + answer.type() + " for " + answer.name());
    }
    message.putShort(lengthAt, (short) (message.position() - lengthAt - 2));
  }

  private void putText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i += 255) {
      int length = Math.min(255, bytes.length - i);
      message.put((byte) length).put(bytes, i, length);
    }
  }

  private void putName(String name) {
    String rest = name;
    while (!rest.isEmpty()) {
      Integer known = names.get(rest);
      if (known != null) {
        message.putShort((short) (POINTER | known));
        return;
      }
      if (message.position() < 0x3fff) {
        names.put(rest, message.position());
      }
      int lengthAt = message.position();
      message.put((byte) 0);
      int end = putLabel(rest);
      int length = message.position() - lengthAt - 1;
      if (length < 1 || length > 63) {
        throw new IllegalArgumentException("label of wrong length in the name \"" + name + "\"");
      }
      message.put(lengthAt, (byte) length);
      rest = end == rest.length() ? "" : rest.substring(end + 1);
    }
    message.put((byte) 0);
  }

  /**
   * Puts the bytes of the first label (RFC 1035 section 5.1); returns where it ends in the text.
   */
  private int putLabel(String name) {
    int at = 0;
    while (at < name.length() && name.charAt(at) != '.') {
      char next = name.charAt(at);
      if (next != '\\') {
        message.put((byte) next);
        at++;
      } else if (at + 3 < name.length() && Character.isDigit(name.charAt(at + 1))) {
        message.put((byte) Integer.parseInt(name.substring(at + 1, at + 4)));
        at += 4;
      } else {
        message.put((byte) name.charAt(Math.min(at + 1, name.length() - 1)));
        at += 2;
      }
    }
    return Math.min(at, name.length());
  }
}
