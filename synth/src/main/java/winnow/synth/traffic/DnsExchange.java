// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.synth.scenario.Planted;

/**
 * A query and its response.
 *
 * @param timeMicros when the query was sent, since the epoch
 * @param roundTripMicros to the response
 * @param client who asked
 * @param clientPort its port
 * @param server who was asked
 * @param id message id
 * @param name QNAME without the final dot
 * @param type QTYPE
 * @param outcome what came back
 * @param answers the answer section
 * @param planted what was planted that it belongs to; null for none
 */
public record DnsExchange(
    long timeMicros,
    long roundTripMicros,
    IpAddress client,
    int clientPort,
    IpAddress server,
    int id,
    String name,
    int type,
    Result outcome,
    List<Answer> answers,
    @Nullable Planted planted) {
  /** What came back. */
  public enum Result {
    /** Answers, or none of this type. */
    NO_ERROR,
    /** No such name. */
    NX_DOMAIN,
    /** The server could not find out. */
    SERVER_FAILURE,
    /** Too long for UDP: asked again over TCP. */
    TRUNCATED,
    /** The question came over TCP. */
    OVER_TCP,
    /** Nothing at all. */
    UNANSWERED
  }

  /**
   * A resource record of the answer section.
   *
   * @param name owner
   * @param type TYPE
   * @param ttlSeconds TTL
   * @param data address text, domain name, or the text of TXT and NULL
   */
  public record Answer(String name, int type, int ttlSeconds, String data) {}

  /** Takes a copy of {@code answers}. */
  public DnsExchange {
    answers = List.copyOf(answers);
  }
}
