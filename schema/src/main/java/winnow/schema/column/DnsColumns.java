// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import static winnow.schema.column.Column.column;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import winnow.schema.DnsBuilder;
import winnow.schema.DnsRecord;
import winnow.schema.ResourceRecord;
import winnow.schema.TelemetryKind;

/** The columns of table {@code dns}. Ids 1 to 9 mean the same in every table. */
public final class DnsColumns {
  /** The table. */
  public static final TelemetryTable<DnsRecord, DnsBuilder> TABLE =
      new TelemetryTable<>(TelemetryKind.DNS, columns(), parts(), DnsBuilder::new);

  private static final ResourceRecord NO_RECORD = new ResourceRecord("", -1, -1);

  private DnsColumns() {}

  private static List<RecordPart<DnsRecord>> parts() {
    return List.of(
        new RecordPart<>(DnsRecord::observer, 4, 5), new RecordPart<>(DnsRecord::server, 12, 13));
  }

  private static List<Column<DnsRecord, DnsBuilder>> columns() {
    return List.of(
        column(1, "event_time", "When the query was seen, the response when no query was; UTC.")
            .zeek("ts")
            .ecs("@timestamp")
            .ocsf("time")
            .odm("event_time")
            .spot("unix_tstamp")
            .timestamp(DnsRecord::eventTimeMicros, (b, v) -> b.eventTimeMicros = v),
        CommonColumns.ingestTime(),
        CommonColumns.source(),
        CommonColumns.exporter(UnaryOperator.identity()),
        CommonColumns.observationDomain(UnaryOperator.identity()),
        column(10, "client_addr", "Client IP address.")
            .zeek("id.orig_h")
            .ecs("source.ip")
            .ocsf("src_endpoint.ip")
            .odm("dst_ip4_str")
            .spot("ip_dst")
            .addresses(d -> d.client().address(), (b, v) -> b.clientAddress = v),
        column(11, "client_port", "Client port.")
            .zeek("id.orig_p")
            .ecs("source.port")
            .ocsf("src_endpoint.port")
            .odm("dst_port")
            .ints(d -> d.client().port(), (b, v) -> b.clientPort = (int) v),
        column(12, "server_addr", "Server IP address.")
            .zeek("id.resp_h")
            .ecs("destination.ip")
            .ocsf("dst_endpoint.ip")
            .odm("src_ip4_str")
            .spot("ip_src")
            .addresses(
                d -> d.server() == null ? null : d.server().address(),
                (b, v) -> b.serverAddress = v),
        column(13, "server_port", "Server port.")
            .zeek("id.resp_p")
            .ecs("destination.port")
            .ocsf("dst_endpoint.port")
            .odm("src_port")
            .optionalInts(
                d -> d.server() == null ? null : d.server().port(),
                (b, v) -> b.serverPort = v == null ? 0 : v),
        column(14, "protocol", "IANA protocol number: 17 UDP, 6 TCP.")
            .zeek("proto")
            .ecs("network.iana_number")
            .ocsf("connection_info.protocol_num")
            .odm("n_proto")
            .optionalInts(DnsRecord::protocol, (b, v) -> b.protocol = v),
        column(15, "transaction_id", "Message id.")
            .zeek("trans_id")
            .ecs("dns.id")
            .ocsf("query.packet_uid")
            .optionalInts(DnsRecord::transactionId, (b, v) -> b.transactionId = v),
        column(20, "query", "Name asked for, presentation form without the final dot.")
            .zeek("query")
            .ecs("dns.question.name")
            .ocsf("query.hostname")
            .odm("dns_query")
            .spot("dns_qry_name")
            .texts(d -> d.question().name(), (b, v) -> b.query = v),
        column(21, "qclass", "Class asked for.")
            .zeek("qclass")
            .ecs("dns.question.class")
            .ocsf("query.class")
            .odm("dns_class")
            .spot("dns_qry_class")
            .optionalInts(d -> d.question().qclass(), (b, v) -> b.qclass = v),
        column(22, "qtype", "Type asked for.")
            .zeek("qtype")
            .ecs("dns.question.type")
            .ocsf("query.type")
            .odm("dns_type")
            .spot("dns_qry_type")
            .optionalInts(d -> d.question().qtype(), (b, v) -> b.qtype = v),
        column(23, "opcode", "Kind of query.")
            .zeek("opcode")
            .ecs("dns.op_code")
            .ocsf("query.opcode_id")
            .optionalInts(d -> d.question().opcode(), (b, v) -> b.opcode = v),
        column(24, "recursion_desired", "The RD bit of the query.")
            .zeek("RD")
            .optionalBooleans(
                d -> d.question().recursionDesired(), (b, v) -> b.recursionDesired = v),
        column(25, "edns_udp_size", "UDP payload size that the client offers, bytes.")
            .optionalInts(d -> d.question().ednsUdpSize(), (b, v) -> b.ednsUdpSize = v),
        column(26, "client_subnet", "EDNS client subnet.")
            .texts(d -> d.question().clientSubnet(), (b, v) -> b.clientSubnet = v),
        column(27, "query_seen", "Whether the query itself was seen.")
            .optionalBooleans(DnsRecord::querySeen, (b, v) -> b.querySeen = v),
        column(28, "query_octets", "Length of the query message, bytes.")
            .optionalLongs(DnsRecord::queryOctets, (b, v) -> b.queryOctets = v),
        column(30, "answered", "Whether a response was seen.")
            .optionalBooleans(d -> d.response() != null, (b, v) -> b.answered = v != null && v),
        column(31, "rcode", "Response code; absent when nothing came back.")
            .zeek("rcode")
            .ecs("dns.response_code")
            .ocsf("rcode_id")
            .odm("dns_response_code")
            .spot("dns_qry_rcode")
            .optionalInts(response(DnsRecord.Response::rcode), (b, v) -> b.rcode = v),
        column(32, "header_flags", "The 16 flag bits of the response header.")
            .zeek("AA, TC, RD, RA, Z")
            .ecs("dns.header_flags")
            .ocsf("answers.flag_ids")
            .optionalInts(response(DnsRecord.Response::headerFlags), (b, v) -> b.headerFlags = v),
        column(33, "round_trip", "From query to response, microseconds.")
            .zeek("rtt")
            .ecs("event.duration")
            .ocsf("response_time")
            .optionalLongs(
                response(DnsRecord.Response::roundTripMicros), (b, v) -> b.roundTripMicros = v),
        column(34, "response_octets", "Length of the response message, bytes.")
            .optionalLongs(response(DnsRecord.Response::octets), (b, v) -> b.responseOctets = v),
        column(
                35,
                "frame_octets",
                "Length of the link-layer frame of the response, else of the query, bytes.")
            .ecs("network.bytes")
            .ocsf("traffic.bytes")
            .odm("dns_len")
            .spot("frame_len")
            .optionalLongs(DnsRecord::frameOctets, (b, v) -> b.frameOctets = v),
        column(36, "answers", "Data of the answer records, in order.")
            .zeek("answers")
            .ecs("dns.answers.data")
            .ocsf("answers.rdata")
            .odm("dns_answers")
            .spot("dns_a")
            .textLists(
                d -> answers(d, ResourceRecord::data),
                (b, v) ->
                    b.answers =
                        merge(b.answers, v, (rr, x) -> new ResourceRecord(x, rr.type(), rr.ttl()))),
        column(37, "answer_types", "Types of the answer records, -1 when not known.")
            .ecs("dns.answers.type")
            .ocsf("answers.type")
            .longLists(
                d -> answers(d, rr -> (long) rr.type()),
                (b, v) ->
                    b.answers =
                        merge(
                            b.answers,
                            v,
                            (rr, x) -> new ResourceRecord(rr.data(), x.intValue(), rr.ttl()))),
        column(
                38,
                "answer_ttls",
                "Times to live of the answer records, seconds, -1 when not known.")
            .zeek("TTLs")
            .ecs("dns.answers.ttl")
            .ocsf("answers.ttl")
            .longLists(
                d -> answers(d, ResourceRecord::ttl),
                (b, v) ->
                    b.answers =
                        merge(
                            b.answers, v, (rr, x) -> new ResourceRecord(rr.data(), rr.type(), x))),
        column(39, "authority_count", "Number of authority records.")
            .optionalInts(
                response(DnsRecord.Response::authorityCount), (b, v) -> b.authorityCount = v),
        column(40, "additional_count", "Number of additional records.")
            .optionalInts(
                response(DnsRecord.Response::additionalCount), (b, v) -> b.additionalCount = v),
        column(60, "uid", "Id that the sensor gave the connection.")
            .zeek("uid")
            .ecs("event.id")
            .ocsf("connection_info.uid")
            .odm("event_id")
            .texts(DnsRecord::uid, (b, v) -> b.uid = v));
  }

  private static <T> Function<DnsRecord, @Nullable T> response(
      Function<DnsRecord.Response, @Nullable T> part) {
    return dns -> dns.response() == null ? null : part.apply(dns.response());
  }

  private static <T> List<T> answers(DnsRecord dns, Function<ResourceRecord, T> part) {
    return dns.response() == null ? List.of() : CommonColumns.parts(dns.response().answers(), part);
  }

  private static <T> List<ResourceRecord> merge(
      List<ResourceRecord> records,
      List<T> values,
      BiFunction<ResourceRecord, T, ResourceRecord> with) {
    return CommonColumns.merge(records, values, NO_RECORD, with);
  }
}
