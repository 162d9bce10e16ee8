// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.stream.Arrival;
import winnow.decode.text.ForwardedFor;
import winnow.decode.text.TextPool;
import winnow.decode.text.Uris;
import winnow.schema.HttpBuilder;

/** Takes the requests of a connection. */
final class Requests implements MessageTaker {
  private static final int MAX_METHOD_BYTES = 24;

  /** The shortest method that is believed without a version behind the target. */
  private static final int MIN_PLAIN_METHOD_BYTES = 3;

  private static final String VERSION = "http/";

  private final Exchanges exchanges;
  private final TextPool texts;
  private @Nullable Exchange current;
  private @Nullable String target;
  private @Nullable String host;
  private @Nullable Long length;
  private boolean chunked;
  private boolean expectsContinue;

  Requests(Exchanges exchanges, TextPool texts) {
    this.exchanges = exchanges;
    this.texts = texts;
  }

  /** A method, of capitals as all that are registered, and a blank; or an empty line before it. */
  @Override
  public boolean mayStart(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == '\r' || bytes[at] == '\n')) {
      at++;
    }
    int end = at;
    while (end < to && end - at <= MAX_METHOD_BYTES && Tokens.isTokenByte(bytes[end])) {
      end++;
    }
    return end == to || end > at && bytes[end] == ' ';
  }

  @Override
  public boolean startLine(byte[] bytes, int from, int to, Arrival arrival, DecodeSink sink) {
    int methodEnd = Tokens.blank(bytes, from, to);
    int targetStart = Tokens.afterBlanks(bytes, methodEnd, to);
    int end = to;
    while (end > targetStart && bytes[end - 1] == ' ') {
      end--;
    }
    int versionStart = end;
    while (versionStart > targetStart && bytes[versionStart - 1] != ' ') {
      versionStart--;
    }
    boolean hasVersion = Tokens.startsWith(bytes, versionStart, end, VERSION);
    int targetEnd = hasVersion ? versionStart : end;
    while (targetEnd > targetStart && bytes[targetEnd - 1] == ' ') {
      targetEnd--;
    }
    if (!hasVersion && (targetEnd == targetStart || methodEnd - from < MIN_PLAIN_METHOD_BYTES)) {
      return false;
    }
    Exchange exchange = exchanges.begin(arrival.timestampMicros(), sink);
    exchange.http.method = texts.text(bytes, from, methodEnd);
    target = texts.text(bytes, targetStart, targetEnd);
    exchange.http.version =
        hasVersion ? texts.text(bytes, versionStart + VERSION.length(), end) : Exchange.NO_VERSION;
    exchanges.hold(exchange, to - from);
    current = exchange;
    host = null;
    length = null;
    chunked = false;
    expectsContinue = false;
    return true;
  }

  @Override
  public void field(FieldName name, byte[] bytes, int from, int to) {
    Exchange exchange = current;
    if (exchange == null) {
      return;
    }
    HttpBuilder http = exchange.http;
    switch (name) {
      case HOST -> host = host == null ? texts.text(bytes, from, to) : host;
      case USER_AGENT -> http.userAgent = keep(exchange, http.userAgent, bytes, from, to);
      case REFERER -> http.referrer = keep(exchange, http.referrer, bytes, from, to);
      case CONTENT_TYPE -> {
        if (http.requestMimeType == null) {
          http.requestMimeType = FieldValues.mediaType(texts.text(bytes, from, to));
        }
      }
      case CONTENT_LENGTH -> length = length == null ? FieldValues.length(bytes, from, to) : length;
      case TRANSFER_ENCODING -> chunked |= Tokens.contains(bytes, from, to, "chunked");
      case EXPECT -> expectsContinue = Tokens.startsWith(bytes, from, to, "100-continue");
      case AUTHORIZATION, PROXY_AUTHORIZATION -> {
        if (http.user == null) {
          http.user = FieldValues.basicUser(bytes, from, to);
        }
      }
      case X_FORWARDED_FOR ->
          ForwardedFor.client(texts.text(bytes, from, to))
              .ifPresent(address -> http.realClient = address);
      case FORWARDED -> {
        if (http.realClient == null) {
          http.realClient = FieldValues.forwarded(texts.text(bytes, from, to)).orElse(null);
        }
      }
      case CONTENT_DISPOSITION, UPGRADE -> {}
    }
  }

  private String keep(Exchange exchange, @Nullable String before, byte[] bytes, int from, int to) {
    if (before != null) {
      return before;
    }
    exchanges.hold(exchange, to - from);
    return texts.text(bytes, from, to);
  }

  @Override
  public Framing framing(DecodeSink sink) {
    putTarget();
    if (current == null || current.isConnect()) {
      return Framing.EMPTY;
    }
    return chunked ? Framing.CHUNKED : Framing.ofLength(length == null ? 0 : length);
  }

  /** The authority of the target counts more than the Host field (RFC 9112 section 3.2.2). */
  private void putTarget() {
    if (current != null && target != null) {
      if (host != null) {
        Uris.putAuthority(current.http, host);
      }
      Uris.putTarget(current.http, current.http.method, target);
      target = null;
    }
  }

  @Override
  public boolean isBodyOnly(byte[] bytes, int from, int to, DecodeSink sink) {
    return false;
  }

  @Override
  public boolean mayOmitBody() {
    return expectsContinue && current != null && current.responseBegun;
  }

  @Override
  public void end(long octets, long bodyOctets, long timeMicros, DecodeSink sink) {
    putTarget();
    if (current != null) {
      current.http.requestOctets = octets;
      current.http.requestBodyOctets = bodyOctets;
      current.requestEnded = true;
      current = null;
      exchanges.settle(sink);
    }
  }

  @Override
  public void lost(DecodeSink sink) {}
}
