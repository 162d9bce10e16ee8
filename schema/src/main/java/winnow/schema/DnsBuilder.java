// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of a {@link DnsRecord} one by one, in the flat form of its table; see {@link
 * FlowBuilder}.
 */
public final class DnsBuilder implements RecordBuilder<DnsRecord> {
  public Observer observer;
  public long eventTimeMicros;
  public @Nullable IpAddress clientAddress;
  public @Nullable IpAddress serverAddress;
  public int clientPort;
  public int serverPort;
  public @Nullable Integer protocol;
  public @Nullable Integer transactionId;
  public @Nullable String query;
  public @Nullable Integer qclass;
  public @Nullable Integer qtype;
  public @Nullable Integer opcode;
  public @Nullable Boolean recursionDesired;
  public @Nullable Integer ednsUdpSize;
  public @Nullable String clientSubnet;
  public @Nullable Boolean querySeen;
  public @Nullable Long queryOctets;
  public boolean answered;
  public @Nullable Integer rcode;
  public @Nullable Integer headerFlags;
  public @Nullable Long roundTripMicros;
  public @Nullable Long responseOctets;
  public List<ResourceRecord> answers;
  public @Nullable Integer authorityCount;
  public @Nullable Integer additionalCount;
  public @Nullable Long frameOctets;
  public @Nullable String uid;

  /** A builder with nothing set. */
  public DnsBuilder() {
    observer = Observer.UNKNOWN;
    answers = List.of();
  }

  @Override
  public void observer(Observer seenBy) {
    observer = seenBy;
  }

  @Override
  public Observer observer() {
    return observer;
  }

  /** Forgets everything but the observer. */
  @Override
  public void reset() {
    eventTimeMicros = 0;
    clientAddress = null;
    serverAddress = null;
    clientPort = 0;
    serverPort = 0;
    protocol = null;
    transactionId = null;
    query = null;
    qclass = null;
    qtype = null;
    opcode = null;
    recursionDesired = null;
    ednsUdpSize = null;
    clientSubnet = null;
    querySeen = null;
    queryOctets = null;
    answered = false;
    rcode = null;
    headerFlags = null;
    roundTripMicros = null;
    responseOctets = null;
    answers = List.of();
    authorityCount = null;
    additionalCount = null;
    frameOctets = null;
    uid = null;
  }

  /**
   * The record.
   *
   * @throws NullPointerException when the client was not set: a decoder rejects such input itself
   */
  @Override
  public DnsRecord build() {
    return new DnsRecord(
        observer,
        eventTimeMicros,
        new Endpoint(Objects.requireNonNull(clientAddress, "client address"), clientPort),
        serverAddress == null ? null : new Endpoint(serverAddress, serverPort),
        protocol,
        transactionId,
        new DnsRecord.Question(
            query, qclass, qtype, opcode, recursionDesired, ednsUdpSize, clientSubnet),
        querySeen,
        queryOctets,
        response(),
        frameOctets,
        uid);
  }

  private DnsRecord.@Nullable Response response() {
    if (!answered && rcode == null && headerFlags == null && answers.isEmpty()) {
      return null;
    }
    return new DnsRecord.Response(
        rcode,
        headerFlags,
        roundTripMicros,
        responseOctets,
        answers,
        authorityCount,
        additionalCount);
  }
}
