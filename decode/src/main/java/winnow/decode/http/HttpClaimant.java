// SPDX-License-Identifier: Apache-2.0
package winnow.decode.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import winnow.decode.stream.Claim;
import winnow.decode.stream.Claimant;
import winnow.decode.stream.Connection;
import winnow.decode.text.TextPool;

/**
 * Claims connections that start with an HTTP request or response, whatever their ports. Cleartext
 * HTTP/2 (RFC 9113 section 3.3) is recognised and counted as skipped.
 */
public final class HttpClaimant implements Claimant {
  private static final int CLAIM_BYTES = 8;
  private static final byte[] HTTP2_PREFACE = ascii("PRI * HTTP/2.0");

  private static final List<byte[]> RESPONSES = List.of(ascii("HTTP/1."), ascii("HTTP/0."));

  /** Methods that are registered or in wide use, each with the blank behind it. */
  private static final List<byte[]> METHODS =
      Stream.of(
              "GET",
              "POST",
              "HEAD",
              "PUT",
              "CONNECT",
              "OPTIONS",
              "DELETE",
              "PATCH",
              "TRACE",
              "PROPFIND",
              "PROPPATCH",
              "MKCOL",
              "COPY",
              "MOVE",
              "LOCK",
              "UNLOCK",
              "REPORT",
              "SEARCH",
              "CHECKOUT",
              "MERGE",
              "MKACTIVITY",
              "SUBSCRIBE",
              "UNSUBSCRIBE",
              "NOTIFY",
              "POLL",
              "BPROPFIND",
              "BPROPPATCH",
              "BMOVE",
              "BCOPY",
              "BDELETE",
              "VERSION-CONTROL",
              "MKCALENDAR",
              "LINK",
              "UNLINK",
              "PURGE",
              "RPC_IN_DATA",
              "RPC_OUT_DATA",
              "RPC_CONNECT",
              "BITS_POST",
              "CCM_POST",
              "SMS_POST",
              "QUERY",
              "DEBUG",
              "TRACK")
          .map(method -> ascii(method + " "))
          .toList();

  private static final byte[] CONNECT = ascii("CONNECT ");

  private final Claimant tunnels;
  private final boolean wantsRecords;
  private final TextPool texts = new TextPool();

  /**
   * A claimant.
   *
   * @param tunnels knows who reads what goes through a CONNECT tunnel
   * @param wantsRecords whether transactions are handed on
   */
  public HttpClaimant(Claimant tunnels, boolean wantsRecords) {
    this.tunnels = tunnels;
    this.wantsRecords = wantsRecords;
  }

  @Override
  public Claim claim(Connection connection, byte[] bytes, int from, int to) {
    int start = from;
    while (start < to && (bytes[start] == '\r' || bytes[start] == '\n')) {
      start++;
    }
    boolean undecided = start == to;
    for (byte[] response : RESPONSES) {
      int same = same(response, bytes, start, to);
      if (same == response.length) {
        return new Claim.Claimed(false, this::reader);
      }
      undecided |= same == to - start;
    }
    for (byte[] method : METHODS) {
      int same = same(method, bytes, start, to);
      if (same == method.length && same < to - start) {
        return isTarget(bytes[start + same]) || method[0] == 'C' && Arrays.equals(method, CONNECT)
            ? new Claim.Claimed(true, this::reader)
            : Claim.Open.UNCLAIMED;
      }
      undecided |= same == to - start;
    }
    int same = same(HTTP2_PREFACE, bytes, start, to);
    if (same >= CLAIM_BYTES) {
      return new Claim.Claimed(true, HttpClaimant::skipped);
    }
    return undecided || same == to - start ? Claim.Open.UNDECIDED : Claim.Open.UNCLAIMED;
  }

  private HttpConversation reader(Connection connection) {
    return new HttpConversation(connection, tunnels, texts, wantsRecords);
  }

  private static SkippedConversation skipped(Connection connection) {
    connection.facts().service("http2");
    return new SkippedConversation();
  }

  /** Whether a target, or the version where it is left out, may start with {@code value}. */
  private static boolean isTarget(byte value) {
    return value == '/' || value == '*' || value == 'h' || value == 'H' || value == ' ';
  }

  /** How many bytes agree. */
  private static int same(byte[] wanted, byte[] bytes, int from, int to) {
    int mismatch = Arrays.mismatch(wanted, 0, wanted.length, bytes, from, to);
    return mismatch < 0 ? wanted.length : mismatch;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
