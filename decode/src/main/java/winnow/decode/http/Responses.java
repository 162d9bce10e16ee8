// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.SkipReason;
import winnow.decode.stream.Arrival;
import winnow.decode.text.TextPool;
import winnow.schema.HttpBuilder;

/** Takes the responses of a connection and puts each to its request. */
final class Responses implements MessageTaker {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final String START = "http/";

  private final Exchanges exchanges;
  private final TextPool texts;
  private @Nullable Exchange current;
  private int status;
  private @Nullable Long length;
  private boolean chunked;
  private boolean isHttp2;
  private boolean missed;
  private boolean tunnel;
  private boolean upgraded;

  Responses(Exchanges exchanges, TextPool texts) {
    this.exchanges = exchanges;
    this.texts = texts;
  }

  /** Whether a tunnel has been made: what follows is not for this server. */
  boolean isTunnel() {
    return tunnel;
  }

  /** Whether both sides speak another protocol now. */
  boolean isUpgraded() {
    return upgraded;
  }

  /** {@code HTTP/} and a digit, as far as the bytes go. */
  @Override
  public boolean mayStart(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, START.length());
    return Tokens.startsWith(bytes, from, to, START.substring(0, length))
        && (to - from <= START.length() || Character.isDigit(bytes[from + START.length()]));
  }

  @Override
  public boolean startLine(byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    int versionEnd = Tokens.blank(bytes, from, to);
    int at = Tokens.afterBlanks(bytes, versionEnd, to);
    if (to - at < 3 || versionEnd - from <= START.length() || !mayStart(bytes, from, to)) {
      return false;
    }
    int code = 0;
    for (int i = at; i < at + 3; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      code = 10 * code + digit;
    }
    status = code;
    length = null;
    chunked = false;
    isHttp2 = false;
    if (!isInterim()) {
      begin(bytes, from + START.length(), versionEnd, arrival, sink);
    }
    return true;
  }

  private void begin(byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    if (missed) {
      exchanges.keepNewest(sink);
      missed = false;
    }
    Exchange exchange = exchanges.next();
    if (exchange == null) {
      exchange = exchanges.begin(arrival.timestampMicros(), sink);
      exchange.http.version = texts.text(bytes, from, to);
      exchange.requestEnded = true;
    }
    exchange.responseBegun = true;
    exchange.http.status = status;
    current = exchange;
  }

  /** Whether the final response is still to come (RFC 9110 section 15.2). */
  private boolean isInterim() {
    return status < 200 && status != SWITCHING_PROTOCOLS;
  }

  @Override
  public void field(FieldName name, byte[] bytes, int from, int to) {
    switch (name) {
      case CONTENT_LENGTH -> length = length == null ? FieldValues.length(bytes, from, to) : length;
      case TRANSFER_ENCODING -> chunked |= Tokens.contains(bytes, from, to, "chunked");
      case UPGRADE -> isHttp2 = Tokens.startsWith(bytes, from, to, "h2");
      case CONTENT_TYPE, CONTENT_DISPOSITION -> {
        if (current != null) {
          content(current.http, name, texts.text(bytes, from, to));
        }
      }
      case AUTHORIZATION,
          EXPECT,
          FORWARDED,
          HOST,
          PROXY_AUTHORIZATION,
          REFERER,
          USER_AGENT,
          X_FORWARDED_FOR -> {}
    }
  }

  private static void content(HttpBuilder http, FieldName name, String value) {
    if (name == FieldName.CONTENT_TYPE && http.mimeType == null) {
      http.mimeType = FieldValues.mediaType(value);
    } else if (name == FieldName.CONTENT_DISPOSITION && http.fileName == null) {
      http.fileName = FieldValues.fileName(value);
    }
  }

  @Override
  public Framing framing(DecodeSink sink) {
    Exchange exchange = current;
    if (exchange == null) {
      return Framing.EMPTY;
    }
    if (status == SWITCHING_PROTOCOLS) {
      upgraded = true;
      if (isHttp2) {
        sink.skip(SkipReason.OTHER_PROTOCOL, 1);
      }
      return Framing.TUNNEL;
    }
    if (exchange.isConnect() && status < 300) {
      tunnel = true;
      return Framing.TUNNEL;
    }
    if (exchange.isHead() || status == NO_CONTENT || status == NOT_MODIFIED) {
      return Framing.EMPTY;
    }
    if (chunked) {
      return Framing.CHUNKED;
    }
    return length == null ? Framing.TO_CLOSE : Framing.ofLength(length);
  }

  /** A response to a request without version has no head, unless it looks as if it had. */
  @Override
  public boolean isBodyOnly(byte[] bytes, int from, int to, DecodeSink sink) {
    Exchange exchange = exchanges.next();
    if (exchange == null || !exchange.isUnversioned() || mayStart(bytes, from, to)) {
      return false;
    }
    exchange.responseBegun = true;
    current = exchange;
    return true;
  }

  @Override
  public boolean mayOmitBody() {
    return false;
  }

  @Override
  public void end(long octets, long bodyOctets, long timeMicros, DecodeSink sink) {
    if (current != null) {
      HttpBuilder http = current.http;
      http.responseOctets = octets;
      http.responseBodyOctets = bodyOctets;
      if (http.method != null) {
        http.durationMicros = Math.max(0, timeMicros - http.eventTimeMicros);
      }
      current.responseEnded = true;
      current = null;
      exchanges.settle(sink);
    }
  }

  @Override
  public void lost(DecodeSink sink) {
    missed = true;
  }
}
