// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.schema.DnsRecord;
import winnow.schema.IpAddress;
import winnow.schema.ResourceRecord;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.NameLookups;

/** DNS records as questions to a resolver, with answers of the types that are met here. */
final class LookUpReader {
  private static final int TCP = 6;
  private static final int NS = 2;
  private static final int NULL = 10;
  private static final int TXT = 16;
  private static final int TRUNCATED = 0x0200;
  private static final int NX_DOMAIN = 3;
  private static final int DAY_SECONDS = 86_400;

  private final Map<IpAddress, String> names;

  /** A reader that puts down in {@code names} which names addresses were told to have. */
  LookUpReader(Map<IpAddress, String> names) {
    this.names = names;
  }

  /** The question; null for a record without one. */
  Act.@Nullable LookUp read(DnsRecord record) {
    String name = record.question().name();
    Integer type = record.question().qtype();
    if (name == null || type == null) {
      return null;
    }
    List<DnsExchange.Answer> answers = new ArrayList<>();
    DnsRecord.Response response = record.response();
    if (response != null) {
      String owner = name;
      for (ResourceRecord told : response.answers()) {
        DnsExchange.Answer answer = answer(owner, type, told);
        if (answer != null) {
          answers.add(answer);
          owner = answer.type() == NameLookups.CNAME ? answer.data() : owner;
          IpAddress.find(answer.data()).ifPresent(address -> names.put(address, name));
        }
      }
    }
    return new Act.LookUp(record.eventTimeMicros(), name, type, result(record), answers);
  }

  /** An answer whose owner follows from the chain of aliases; null for types that are not met. */
  private static DnsExchange.@Nullable Answer answer(
      String owner, int asksFor, ResourceRecord record) {
    IpAddress address = IpAddress.find(record.data()).orElse(null);
    int type = record.type() >= 0 ? record.type() : guess(address, asksFor);
    int ttl = Math.clamp(record.ttl(), 0, DAY_SECONDS);
    return switch (type) {
      case NameLookups.A, NameLookups.AAAA ->
          address == null || address.isIpv4() != (type == NameLookups.A)
              ? null
              : new DnsExchange.Answer(owner, type, ttl, record.data());
      case NS, NameLookups.CNAME, NameLookups.PTR, NULL ->
          new DnsExchange.Answer(owner, type, ttl, record.data());
      case TXT -> new DnsExchange.Answer(owner, type, ttl, record.data().replace("\"", ""));
      default -> null;
    };
  }

  /** The type where a sensor does not say it. */
  private static int guess(@Nullable IpAddress address, int asksFor) {
    if (address != null) {
      return address.isIpv4() ? NameLookups.A : NameLookups.AAAA;
    }
    boolean aliased = asksFor == NameLookups.A || asksFor == NameLookups.AAAA;
    return aliased ? NameLookups.CNAME : asksFor;
  }

  private static DnsExchange.Result result(DnsRecord record) {
    DnsRecord.Response response = record.response();
    Integer protocol = record.protocol();
    if (response == null) {
      return DnsExchange.Result.UNANSWERED;
    }
    Integer rcode = response.rcode();
    if (rcode != null && rcode != 0) {
      return rcode == NX_DOMAIN ? DnsExchange.Result.NX_DOMAIN : DnsExchange.Result.SERVER_FAILURE;
    }
    if (protocol != null && protocol == TCP) {
      return DnsExchange.Result.OVER_TCP;
    }
    Integer flags = response.headerFlags();
    boolean truncated = flags != null && (flags & TRUNCATED) != 0;
    return truncated ? DnsExchange.Result.TRUNCATED : DnsExchange.Result.NO_ERROR;
  }
}
