// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.RejectReason;
import winnow.decode.text.BadValueException;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;

/**
 * Reads DNS messages (RFC 1035 section 4.1). Work and memory are bounded by the length of the
 * message, whatever its counts claim. Not thread-safe.
 */
final class DnsMessageParser {
  /** Length of the header of a message, bytes. */
  static final int HEADER_BYTES = 12;

  private static final int RESPONSE_BIT = 0x80;
  private static final int QUESTION_BYTES = 4;
  private static final int RECORD_BYTES = 10;
  private static final int CLIENT_SUBNET = 8;

  private final NameReader names = new NameReader();
  private final RecordData data = new RecordData(names);
  private byte[] bytes = new byte[0];
  private int start;
  private int end;
  private int position;
  private boolean cut;
  private DnsMessage.@Nullable Edns edns;

  /**
   * Reads the message in {@code source[from, to)}.
   *
   * @param isCut whether bytes are missing at its end, so that records may be
   */
  DnsMessage parse(byte[] source, int from, int to, boolean isCut) throws BadValueException {
    if (to - from < HEADER_BYTES) {
      throw new BadValueException(
          RejectReason.TRUNCATED, "DNS message of " + (to - from) + " bytes has no whole header");
    }
    bytes = source;
    start = from;
    end = to;
    cut = isCut;
    edns = null;
    position = from + HEADER_BYTES;
    DnsMessage.Question question = questions(BigEndian.u16(bytes, start + 4));
    int authorityCount = BigEndian.u16(bytes, start + 8);
    int additionalCount = BigEndian.u16(bytes, start + 10);
    String firstOwner = question == null ? owner() : null;
    List<ResourceRecord> answers = answers(BigEndian.u16(bytes, start + 6));
    if (authorityCount + additionalCount > 0) {
      records(authorityCount + additionalCount, null);
    }
    return new DnsMessage(
        BigEndian.u16(bytes, start),
        BigEndian.u16(bytes, start + 2),
        question,
        firstOwner,
        answers,
        authorityCount,
        additionalCount,
        edns);
  }

  /** Reads the question section and keeps its first entry. */
  private DnsMessage.@Nullable Question questions(int count) throws BadValueException {
    DnsMessage.Question first = null;
    for (int i = 0; i < count; i++) {
      int after =
          i == 0 ? names.read(bytes, start, position, end) : NameReader.skip(bytes, position, end);
      if (after < 0) {
        throw bad("question " + i + " has no good name");
      }
      if (end - after < QUESTION_BYTES) {
        throw new BadValueException(
            RejectReason.TRUNCATED, "DNS message ends in question " + i + at());
      }
      if (i == 0) {
        first =
            new DnsMessage.Question(
                names.text(), BigEndian.u16(bytes, after), BigEndian.u16(bytes, after + 2));
      }
      position = after + QUESTION_BYTES;
    }
    return first;
  }

  /** The owner of the first answer of a response, null when it has none. */
  private @Nullable String owner() {
    boolean hasAnswers = BigEndian.u16(bytes, start + 6) > 0;
    boolean isResponse = (bytes[start + 2] & RESPONSE_BIT) != 0;
    return hasAnswers && isResponse && names.read(bytes, start, position, end) >= 0
        ? names.text()
        : null;
  }

  private List<ResourceRecord> answers(int count) throws BadValueException {
    boolean isResponse = (bytes[start + 2] & RESPONSE_BIT) != 0;
    if (count == 0 || !isResponse) {
      records(count, null);
      return List.of();
    }
    List<ResourceRecord> answers =
        new ArrayList<>(Math.min(count, (end - position) / RECORD_BYTES + 1));
    records(count, answers);
    return answers;
  }

  /** Reads records; without {@code kept} only the OPT record matters. */
  private void records(int count, @Nullable List<ResourceRecord> kept) throws BadValueException {
    for (int i = 0; i < count; i++) {
      int after = NameReader.skip(bytes, position, end);
      int length = after < 0 || end - after < RECORD_BYTES ? -1 : BigEndian.u16(bytes, after + 8);
      int from = after + RECORD_BYTES;
      if (length < 0 || end - from < length) {
        if (cut) {
          position = end;
          return;
        }
        throw truncated(after);
      }
      int type = BigEndian.u16(bytes, after);
      if (type == RecordTypes.OPT) {
        option(after, from, from + length);
      } else if (kept != null) {
        long timeToLive = BigEndian.u32(bytes, after + 4);
        String text = data.text(type, bytes, start, from, from + length);
        kept.add(new ResourceRecord(text, type, timeToLive));
      }
      position = from + length;
    }
  }

  private void option(int fields, int from, int to) {
    String subnet = null;
    int at = from;
    while (to - at >= 4) {
      int code = BigEndian.u16(bytes, at);
      int next = at + 4 + BigEndian.u16(bytes, at + 2);
      if (next > to) {
        break;
      }
      if (code == CLIENT_SUBNET && subnet == null) {
        subnet = subnet(at + 4, next);
      }
      at = next;
    }
    int extendedRcode = bytes[fields + 4] & 0xff;
    edns = new DnsMessage.Edns(BigEndian.u16(bytes, fields + 2), extendedRcode, subnet);
  }

  /**
   * RFC 7871 section 6: family, source and scope prefix lengths, then the address's first bytes.
   */
  private @Nullable String subnet(int from, int to) {
    if (to - from < 4) {
      return null;
    }
    int family = BigEndian.u16(bytes, from);
    int size = family == 1 ? 4 : family == 2 ? 16 : 0;
    int given = to - from - 4;
    if (size == 0 || given > size) {
      return null;
    }
    byte[] address = Arrays.copyOf(Arrays.copyOfRange(bytes, from + 4, to), size);
    return IpAddress.ofBytes(address, 0, size) + "/" + (bytes[from + 2] & 0xff);
  }

  private BadValueException truncated(int after) {
    return after >= 0 || NameReader.skip(bytes, position, end) >= 0 || runsOver()
        ? new BadValueException(RejectReason.TRUNCATED, "DNS message ends in a record" + at())
        : bad("a record has no good name");
  }

  /** Whether the labels at {@link #position} are good as far as the message goes. */
  private boolean runsOver() {
    int at = position;
    while (at < end && (bytes[at] & 0xff) < 64 && bytes[at] != 0) {
      at += 1 + bytes[at];
    }
    return at >= end;
  }

  private BadValueException bad(String what) {
    return new BadValueException(RejectReason.MALFORMED, "DNS message: " + what + at());
  }

  private String at() {
    return ", at byte " + (position - start) + " of " + (end - start);
  }
}
