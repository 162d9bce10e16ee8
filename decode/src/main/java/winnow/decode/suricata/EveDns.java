// SPDX-License-Identifier: Apache-2.0
package winnow.decode.suricata;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.decode.dns.DnsCodes;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.schema.ResourceRecord;

/**
 * The `dns` object of an event. Version 1 has a record of the answer an event, version 2 all
 * answers in an event, version 3 the questions in a list too.
 */
final class EveDns {
  private static final int RESPONSE = 0x8000;
  private static final int AUTHORITATIVE = 0x0400;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RECURSION_AVAILABLE = 0x0080;

  final List<ResourceRecord> answers = new ArrayList<>();
  @Nullable String type;
  @Nullable String name;
  @Nullable Integer queryType;
  @Nullable Integer id;
  @Nullable Integer rcode;
  @Nullable Integer opcode;
  @Nullable Integer flags;
  @Nullable Boolean recursionDesired;
  int version;
  private int bits;
  private @Nullable String data;
  private @Nullable Integer answerType;
  private long timeToLive;
  private @Nullable String ownData;
  private long ownTimeToLive;

  void reset() {
    answers.clear();
    type = null;
    name = null;
    queryType = null;
    id = null;
    rcode = null;
    opcode = null;
    flags = null;
    recursionDesired = null;
    version = 1;
    bits = 0;
    ownData = null;
    ownTimeToLive = -1;
    beginAnswer();
  }

  boolean isResponse() {
    return "answer".equals(type) || "response".equals(type);
  }

  /** Whether other events may bring more of the same answer. */
  boolean isPart() {
    return version == 1 && answers.isEmpty();
  }

  /** The flags of the header, as given, or put together from those that are. */
  @Nullable Integer headerFlags() {
    return flags != null || bits == 0 ? flags : Integer.valueOf(RESPONSE | bits);
  }

  /** The record that an event of version 1 has; its type is that of the question. */
  @Nullable ResourceRecord ownAnswer() {
    int ofType = queryType == null ? -1 : queryType;
    return ownData == null ? null : new ResourceRecord(ownData, ofType, ownTimeToLive);
  }

  void putFlags(CharSequence value) throws BadValueException {
    flags = Numbers.parseHexOrInt("0x" + value, 0xffff);
    recursionDesired = (flags & RECURSION_DESIRED) != 0;
  }

  void putBit(CharSequence value, int bit) {
    bits |= "true".contentEquals(value) ? bit : 0;
  }

  void putAuthoritative(CharSequence value) {
    putBit(value, AUTHORITATIVE);
  }

  void putTruncated(CharSequence value) {
    putBit(value, TRUNCATED);
  }

  void putRecursionAvailable(CharSequence value) {
    putBit(value, RECURSION_AVAILABLE);
  }

  void putRecursionDesired(CharSequence value) {
    putBit(value, RECURSION_DESIRED);
    recursionDesired = "true".contentEquals(value);
  }

  /** The first question counts. */
  void putName(String text) {
    name = name == null ? text : name;
  }

  void putQueryType(CharSequence value) {
    queryType = queryType == null ? DnsCodes.type(value.toString()) : queryType;
  }

  void putRcode(CharSequence value) {
    rcode = DnsCodes.rcode(value.toString());
  }

  void putOwnData(CharSequence value) {
    ownData = value.toString();
  }

  void putOwnTimeToLive(CharSequence value) throws BadValueException {
    ownTimeToLive = Numbers.parseCount(value);
  }

  void putAnswerType(CharSequence value) {
    answerType = DnsCodes.type(value.toString());
  }

  void putTimeToLive(CharSequence value) throws BadValueException {
    timeToLive = Numbers.parseCount(value);
  }

  void putData(CharSequence value) {
    data = value.toString();
  }

  void endAnswer() {
    if (data != null) {
      answers.add(new ResourceRecord(data, answerType == null ? -1 : answerType, timeToLive));
    }
    beginAnswer();
  }

  private void beginAnswer() {
    data = null;
    answerType = null;
    timeToLive = -1;
  }
}
