// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DNS transaction: a query, its response, or both (RFC 1035). Unanswered queries and NXDOMAIN are
 * records like any other.
 *
 * @param observer who saw it
 * @param eventTimeMicros when the query was seen; the response when no query was
 * @param client who asked
 * @param server who was asked; null when the input does not say, as most logs of servers
 * @param protocol IANA protocol number: 17 UDP, 6 TCP; null when the input does not say
 * @param transactionId message id; null when the input does not say
 * @param question what was asked
 * @param querySeen whether the query itself was seen; null when the input does not say
 * @param queryOctets length of the query message; null when not seen or not said
 * @param response the response; null when none was seen
 * @param frameOctets length of the link-layer frame of the response, else of the query
 * @param uid the sensor's own id of the connection
 */
public record DnsRecord(
    Observer observer,
    long eventTimeMicros,
    Endpoint client,
    @Nullable Endpoint server,
    @Nullable Integer protocol,
    @Nullable Integer transactionId,
    Question question,
    @Nullable Boolean querySeen,
    @Nullable Long queryOctets,
    @Nullable Response response,
    @Nullable Long frameOctets,
    @Nullable String uid)
    implements TelemetryRecord {
  @Override
  public DnsRecord withObserver(Observer seenBy) {
    return new DnsRecord(
        seenBy,
        eventTimeMicros,
        client,
        server,
        protocol,
        transactionId,
        question,
        querySeen,
        queryOctets,
        response,
        frameOctets,
        uid);
  }

  /**
   * The question section's entry and what came with it.
   *
   * @param name QNAME in presentation form without the final dot, bytes outside printable ASCII
   *     escaped as `\DDD`; null when the message has no question
   * @param qclass QCLASS
   * @param qtype QTYPE
   * @param opcode OPCODE
   * @param recursionDesired the RD bit
   * @param ednsUdpSize sender's UDP payload size (RFC 6891)
   * @param clientSubnet EDNS client subnet as `address/prefix` (RFC 7871)
   */
  public record Question(
      @Nullable String name,
      @Nullable Integer qclass,
      @Nullable Integer qtype,
      @Nullable Integer opcode,
      @Nullable Boolean recursionDesired,
      @Nullable Integer ednsUdpSize,
      @Nullable String clientSubnet) {}

  /**
   * What came back.
   *
   * @param rcode response code, with the EDNS extension bits where present
   * @param headerFlags the 16 flag bits of the header as sent, or those the sensor reports
   * @param roundTripMicros from query to response; null when either was not seen
   * @param octets length of the message; null when the input does not say
   * @param answers the answer section, in order
   * @param authorityCount NSCOUNT
   * @param additionalCount ARCOUNT
   */
  public record Response(
      @Nullable Integer rcode,
      @Nullable Integer headerFlags,
      @Nullable Long roundTripMicros,
      @Nullable Long octets,
      List<ResourceRecord> answers,
      @Nullable Integer authorityCount,
      @Nullable Integer additionalCount) {
    /** Takes a copy of {@code answers}. */
    public Response {
      answers = List.copyOf(answers);
    }
  }
}
