// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.schema.ResourceRecord;

/**
 * A DNS message (RFC 1035 section 4), with what the EDNS option record adds (RFC 6891).
 *
 * @param id message id
 * @param flags the 16 flag bits
 * @param question the first question; null when there is none
 * @param firstOwner name of the first answer of a response without question, as in multicast DNS;
 *     else null
 * @param answers the answer section of a response, none of a query; of a cut message, those that
 *     are whole
 * @param authorityCount NSCOUNT
 * @param additionalCount ARCOUNT
 * @param edns what the OPT record says; null when there is none
 */
record DnsMessage(
    int id,
    int flags,
    @Nullable Question question,
    @Nullable String firstOwner,
    List<ResourceRecord> answers,
    int authorityCount,
    int additionalCount,
    @Nullable Edns edns) {
  private static final int RESPONSE_BIT = 0x8000;
  private static final int RECURSION_DESIRED_BIT = 0x0100;
  private static final int OPCODE_SHIFT = 11;
  private static final int NIBBLE = 0xf;

  /** An entry of the question section. */
  record Question(String name, int type, int qclass) {}

  /**
   * The OPT record.
   *
   * @param udpSize the sender's UDP payload size
   * @param extendedRcode the upper 8 bits of the response code
   * @param clientSubnet client subnet as `address/prefix` (RFC 7871); null when there is none
   */
  record Edns(int udpSize, int extendedRcode, @Nullable String clientSubnet) {}

  boolean isResponse() {
    return (flags & RESPONSE_BIT) != 0;
  }

  /** What it is about: the name asked for, else that of the first answer; null when neither. */
  @Nullable String name() {
    return question == null ? firstOwner : question.name();
  }

  boolean isRecursionDesired() {
    return (flags & RECURSION_DESIRED_BIT) != 0;
  }

  int opcode() {
    return flags >> OPCODE_SHIFT & NIBBLE;
  }

  /** The response code with its EDNS bits. */
  int rcode() {
    return flags & NIBBLE | (edns == null ? 0 : edns.extendedRcode() << 4);
  }
}
