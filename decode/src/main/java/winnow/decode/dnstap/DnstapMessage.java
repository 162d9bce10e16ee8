// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dnstap;

import org.jspecify.annotations.Nullable;
import winnow.decode.RejectReason;
import winnow.decode.dns.Envelope;
import winnow.decode.text.BadValueException;
import winnow.decode.text.TextPool;
import winnow.decode.text.Times;
import winnow.schema.Endpoint;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/**
 * The fields of a dnstap payload that we keep, as dnstap.proto numbers them. Holds one payload at a
 * time.
 */
final class DnstapMessage {
  private static final int MESSAGE = 14;
  private static final int IDENTITY = 1;
  private static final int MAX_IDENTITY_BYTES = 1024;
  private static final int UDP = 17;
  private static final int TCP = 6;
  private static final int DNS_PORT = 53;
  private static final long MAX_SECONDS = Times.END_MICROS / 1_000_000;

  private final TextPool pool = new TextPool();
  private Observer observer = Observer.UNKNOWN;
  private int type;
  private int transport;
  private @Nullable IpAddress queryAddress;
  private @Nullable IpAddress responseAddress;
  private int queryPort;
  private int responsePort;
  private long queryMicros;
  private long responseMicros;
  private int from;
  private int to;

  /** Reads the payload in {@code bytes[start, end)}. */
  void read(byte[] bytes, int start, int end) throws BadValueException {
    String identity = null;
    int messageFrom = -1;
    int messageTo = -1;
    ProtobufReader payload = new ProtobufReader(bytes, start, end);
    while (payload.next()) {
      int length = payload.to() - payload.from();
      if (payload.field() == IDENTITY && length > MAX_IDENTITY_BYTES) {
        throw new BadValueException(
            RejectReason.MALFORMED,
            "an identity of " + length + " bytes, longer than " + MAX_IDENTITY_BYTES);
      }
      if (payload.field() == IDENTITY && length > 0) {
        identity = pool.text(bytes, payload.from(), payload.to());
      } else if (payload.field() == MESSAGE) {
        messageFrom = payload.from();
        messageTo = payload.to();
      }
    }
    if (messageFrom < 0) {
      throw new BadValueException(RejectReason.MISSING_FIELD, "the payload has no message");
    }
    if (identity == null) {
      observer = Observer.UNKNOWN;
    } else if (!identity.equals(observer.exporter())) {
      observer = new Observer(identity, 0);
    }
    message(bytes, messageFrom, messageTo);
  }

  private void message(byte[] bytes, int start, int end) throws BadValueException {
    type = 0;
    transport = 0;
    queryAddress = null;
    responseAddress = null;
    queryPort = 0;
    responsePort = DNS_PORT;
    long[] seconds = {-1, -1};
    long[] nanos = new long[2];
    int[] query = {-1, -1};
    int[] response = {-1, -1};
    ProtobufReader fields = new ProtobufReader(bytes, start, end);
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> type = (int) fields.number();
        case 3 -> transport = (int) fields.number();
        case 4 -> queryAddress = address(bytes, fields);
        case 5 -> responseAddress = address(bytes, fields);
        case 6 -> queryPort = port(fields.number());
        case 7 -> responsePort = port(fields.number());
        case 8 -> seconds[0] = fields.number();
        case 9 -> nanos[0] = fields.number();
        case 10 -> set(query, fields);
        case 12 -> seconds[1] = fields.number();
        case 13 -> nanos[1] = fields.number();
        case 14 -> set(response, fields);
        default -> {
          // Policy, zone and others have no column.
        }
      }
    }
    queryMicros = micros(seconds[0], nanos[0]);
    responseMicros = micros(seconds[1], nanos[1]);
    int[] range = isResponse() ? response : query;
    if (range[0] < 0) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "a message of type " + type + " without its DNS message");
    }
    from = range[0];
    to = range[1];
  }

  /** Types of queries are odd, those of responses even. */
  private boolean isResponse() {
    return type % 2 == 0;
  }

  /** Index of the first byte of the DNS message. */
  int from() {
    return from;
  }

  /** Index after the last byte of the DNS message. */
  int to() {
    return to;
  }

  /** What is known of the DNS message; null when who asked is not. */
  @Nullable Envelope envelope() throws BadValueException {
    if (queryAddress == null) {
      return null;
    }
    long time = isResponse() && responseMicros >= 0 ? responseMicros : queryMicros;
    if (time < 0) {
      throw new BadValueException(
          RejectReason.BAD_TIME, "a message of type " + type + " without a time from 1970 to 2200");
    }
    return new Envelope(
        observer,
        time,
        isResponse() && queryMicros >= 0 ? queryMicros : null,
        new Endpoint(queryAddress, queryPort),
        responseAddress == null ? null : new Endpoint(responseAddress, responsePort),
        protocol(),
        null);
  }

  /** UDP, TCP, TLS, HTTPS, DNSCrypt over UDP and TCP, and QUIC, in this order. */
  private @Nullable Integer protocol() {
    return switch (transport) {
      case 1, 5, 7 -> UDP;
      case 2, 3, 4, 6 -> TCP;
      default -> null;
    };
  }

  private static void set(int[] range, ProtobufReader field) {
    range[0] = field.from();
    range[1] = field.to();
  }

  private static IpAddress address(byte[] bytes, ProtobufReader field) throws BadValueException {
    int length = field.to() - field.from();
    if (length != 4 && length != 16) {
      throw new BadValueException(
          RejectReason.BAD_ADDRESS, "an address of " + length + " bytes, expected 4 or 16");
    }
    return IpAddress.ofBytes(bytes, field.from(), length);
  }

  private static int port(long number) throws BadValueException {
    if (number < 0 || number > 0xffff) {
      throw BadValueException.notA(
          "from 0 to 65535", String.valueOf(number), RejectReason.BAD_NUMBER);
    }
    return (int) number;
  }

  /** Microseconds since the epoch, -1 when not given or outside 1970 to 2200. */
  private static long micros(long seconds, long nanos) {
    boolean isGood = seconds >= 0 && seconds < MAX_SECONDS && nanos < 1_000_000_000;
    return isGood ? seconds * 1_000_000 + nanos / 1_000 : -1;
  }
}
