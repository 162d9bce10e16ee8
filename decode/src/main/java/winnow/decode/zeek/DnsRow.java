// SPDX-License-Identifier: Apache-2.0
package winnow.decode.zeek;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.decode.RejectReason;
import winnow.decode.dns.DnsNames;
import winnow.decode.text.Addresses;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Numbers;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.Observer;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryKind;

/**
 * A row of dns.log: a query with its response, if one came. Zeek reports the flags of the response
 * one by one; they are put back where RFC 1035 section 4.1.1 has them.
 */
final class DnsRow implements ZeekRow.OfRecord {
  static final ZeekLog<DnsRow> LOG =
      new ZeekLog<>(
          "dns",
          Set.of(TelemetryKind.DNS),
          DnsRow::new,
          fields(),
          List.of(
              Set.of("id.orig_h", "trans_id", "rejected"),
              Set.of("id.orig_h", "AA", "TC"),
              Set.of("id.orig_h", "query", "qtype"),
              Set.of("id.orig_h", "query", "qtype_name")),
          Set.of());

  private static final int RESPONSE_BIT = 0x8000;
  private static final int AUTHORITATIVE_BIT = 0x0400;
  private static final int TRUNCATED_BIT = 0x0200;
  private static final int RECURSION_DESIRED_BIT = 0x0100;
  private static final int RECURSION_AVAILABLE_BIT = 0x0080;
  private static final int RESERVED_SHIFT = 4;
  private static final int OPCODE_SHIFT = 11;
  private static final int RCODE_MASK = 0xf;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final DnsBuilder dns = new DnsBuilder();
  private final Addresses addresses = new Addresses();
  private boolean hasTime;
  private int flags;
  private List<String> answers = List.of();
  private List<String> timesToLive = List.of();

  private static Map<String, ZeekField<DnsRow>> fields() {
    Map<String, ZeekField<DnsRow>> fields = new HashMap<>();
    fields.put("ts", DnsRow::time);
    fields.put("_node_name", (r, v) -> r.dns.observer(new Observer(v.text(), 0)));
    fields.put("uid", (r, v) -> r.dns.uid = v.text());
    fields.put("id.orig_h", (r, v) -> r.dns.clientAddress = r.addresses.parse(v.scalar()));
    fields.put("id.orig_p", (r, v) -> r.dns.clientPort = Numbers.parsePort(v.scalar()));
    fields.put("id.resp_h", (r, v) -> r.dns.serverAddress = r.addresses.parse(v.scalar()));
    fields.put("id.resp_p", (r, v) -> r.dns.serverPort = Numbers.parsePort(v.scalar()));
    fields.put("proto", (r, v) -> Transports.isIcmp(v.scalar(), p -> r.dns.protocol = p));
    fields.put("trans_id", (r, v) -> r.dns.transactionId = Numbers.parsePort(v.scalar()));
    fields.put("rtt", (r, v) -> r.dns.roundTripMicros = Numbers.parseDurationMicros(v.scalar()));
    fields.put("query", (r, v) -> r.dns.query = DnsNames.fromText(v.text()));
    fields.put("qclass", (r, v) -> r.dns.qclass = Numbers.parsePort(v.scalar()));
    fields.put("qtype", (r, v) -> r.dns.qtype = Numbers.parsePort(v.scalar()));
    fields.put("opcode", (r, v) -> r.dns.opcode = Numbers.parseInt(v.scalar(), 0, RCODE_MASK));
    fields.put("rcode", (r, v) -> r.dns.rcode = Numbers.parseInt(v.scalar(), 0, 0xffff));
    fields.put("AA", (r, v) -> r.flag(v, AUTHORITATIVE_BIT));
    fields.put("TC", (r, v) -> r.flag(v, TRUNCATED_BIT));
    fields.put("RD", DnsRow::recursionDesired);
    fields.put("RA", (r, v) -> r.flag(v, RECURSION_AVAILABLE_BIT));
    fields.put("Z", (r, v) -> r.flags |= Numbers.parseInt(v.scalar(), 0, 7) << RESERVED_SHIFT);
    fields.put("answers", (r, v) -> r.answers = v.elements());
    fields.put("TTLs", (r, v) -> r.timesToLive = v.elements());
    return Map.copyOf(fields);
  }

  @Override
  public void reset() {
    dns.observer(Observer.UNKNOWN);
    dns.reset();
    hasTime = false;
    flags = 0;
    answers = List.of();
    timesToLive = List.of();
  }

  @Override
  public DnsRecord end() throws BadValueException {
    if (!hasTime || dns.clientAddress == null || dns.serverAddress == null) {
      throw new BadValueException(
          RejectReason.MISSING_FIELD, "ts, id.orig_h or id.resp_h is not set");
    }
    dns.answers = records();
    Integer rcode = dns.rcode;
    dns.answered = rcode != null || !dns.answers.isEmpty();
    if (dns.answered) {
      dns.headerFlags =
          RESPONSE_BIT
              | flags
              | (dns.opcode == null ? 0 : dns.opcode << OPCODE_SHIFT)
              | (rcode == null ? 0 : rcode & RCODE_MASK);
    }
    dns.querySeen = dns.roundTripMicros != null || !dns.answered ? Boolean.TRUE : null;
    return dns.build();
  }

  private List<ResourceRecord> records() throws BadValueException {
    if (answers.isEmpty()) {
      return List.of();
    }
    List<ResourceRecord> records = new ArrayList<>(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      records.add(new ResourceRecord(answers.get(i), -1, timeToLive(i)));
    }
    return records;
  }

  private long timeToLive(int index) throws BadValueException {
    return index < timesToLive.size()
        ? Numbers.parseDurationMicros(timesToLive.get(index)) / MICROS_PER_SECOND
        : -1;
  }

  private void time(ZeekValue value) throws BadValueException {
    dns.eventTimeMicros = ZeekTimes.parse(value.scalar());
    hasTime = true;
  }

  private void recursionDesired(ZeekValue value) {
    flag(value, RECURSION_DESIRED_BIT);
    dns.recursionDesired = value.isTrue();
  }

  private void flag(ZeekValue value, int bit) {
    flags |= value.isTrue() ? bit : 0;
  }
}
