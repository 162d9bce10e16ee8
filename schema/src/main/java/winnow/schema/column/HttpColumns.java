// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import static winnow.schema.column.Column.column;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import winnow.schema.HttpBuilder;
import winnow.schema.HttpRecord;
import winnow.schema.TelemetryKind;

/** The columns of table {@code http}. Ids 1 to 9 mean the same in every table. */
public final class HttpColumns {
  /** The table. */
  public static final TelemetryTable<HttpRecord, HttpBuilder> TABLE =
      new TelemetryTable<>(TelemetryKind.HTTP, columns(), parts(), HttpBuilder::new);

  private HttpColumns() {}

  private static List<RecordPart<HttpRecord>> parts() {
    return List.of(
        new RecordPart<>(HttpRecord::observer, 4, 5),
        new RecordPart<>(HttpRecord::server, 13, 14),
        new RecordPart<>(HttpRecord::verdict, 50, 56));
  }

  private static List<Column<HttpRecord, HttpBuilder>> columns() {
    return List.of(
        column(1, "event_time", "When the request was seen, or logged by the proxy; UTC.")
            .zeek("ts")
            .ecs("@timestamp")
            .ocsf("time")
            .odm("event_time")
            .spot("p_date, p_time")
            .timestamp(HttpRecord::eventTimeMicros, (b, v) -> b.eventTimeMicros = v),
        CommonColumns.ingestTime(),
        CommonColumns.source(),
        CommonColumns.exporter(UnaryOperator.identity()),
        CommonColumns.observationDomain(UnaryOperator.identity()),
        column(10, "client_addr", "Address of the peer that sent the request.")
            .zeek("id.orig_h")
            .ecs("source.ip")
            .ocsf("src_endpoint.ip")
            .odm("src_ip4_str")
            .spot("clientip")
            .addresses(h -> h.client().address(), (b, v) -> b.clientAddress = v),
        column(11, "client_port", "Port of the peer that sent the request.")
            .zeek("id.orig_p")
            .ecs("source.port")
            .ocsf("src_endpoint.port")
            .odm("src_port")
            .ints(h -> h.client().port(), (b, v) -> b.clientPort = (int) v),
        column(12, "real_client_addr", "Client that a proxy in front reports.")
            .ecs("client.ip")
            .ocsf("http_request.x_forwarded_for")
            .addresses(HttpRecord::realClient, (b, v) -> b.realClient = v),
        column(13, "server_addr", "Address of the peer that received the request.")
            .zeek("id.resp_h")
            .ecs("destination.ip")
            .ocsf("dst_endpoint.ip")
            .odm("dst_ip4_str")
            .addresses(
                h -> h.server() == null ? null : h.server().address(),
                (b, v) -> b.serverAddress = v),
        column(14, "server_port", "Port of the peer that received the request.")
            .zeek("id.resp_p")
            .ecs("destination.port")
            .ocsf("dst_endpoint.port")
            .odm("dst_port")
            .optionalInts(
                h -> h.server() == null ? null : h.server().port(),
                (b, v) -> b.serverPort = v == null ? 0 : v),
        column(15, "proxy_addr", "Address of the proxy that reports.")
            .ecs("observer.ip")
            .ocsf("proxy_endpoint.ip")
            .spot("serverip")
            .addresses(HttpRecord::proxy, (b, v) -> b.proxy = v),
        column(16, "duration", "From request to end of response, microseconds.")
            .ecs("event.duration")
            .ocsf("duration")
            .odm("duration")
            .spot("duration")
            .optionalLongs(HttpRecord::durationMicros, (b, v) -> b.durationMicros = v),
        column(20, "method", "Request method.")
            .zeek("method")
            .ecs("http.request.method")
            .ocsf("http_request.http_method")
            .odm("prx_method")
            .spot("reqmethod")
            .texts(h -> h.request().method(), (b, v) -> b.method = v),
        column(21, "scheme", "Scheme of the URI.")
            .ecs("url.scheme")
            .ocsf("http_request.url.scheme")
            .odm("prx_type")
            .spot("urischeme")
            .texts(h -> h.request().scheme(), (b, v) -> b.scheme = v),
        column(22, "host", "Host of the URI or Host header.")
            .zeek("host")
            .ecs("url.domain")
            .ocsf("http_request.url.hostname")
            .odm("src_host")
            .spot("host")
            .texts(h -> h.request().host(), (b, v) -> b.host = v),
        column(23, "port", "Port of the URI.")
            .ecs("url.port")
            .ocsf("http_request.url.port")
            .spot("uriport")
            .optionalInts(h -> h.request().port(), (b, v) -> b.port = v),
        column(24, "path", "Path of the URI.")
            .zeek("uri")
            .ecs("url.path")
            .ocsf("http_request.url.path")
            .spot("uripath")
            .texts(h -> h.request().path(), (b, v) -> b.path = v),
        column(25, "query", "Query of the URI.")
            .ecs("url.query")
            .ocsf("http_request.url.query_string")
            .odm("prx_query")
            .spot("uriquery")
            .texts(h -> h.request().query(), (b, v) -> b.query = v),
        column(26, "extension", "File extension of the path, as the proxy reports it.")
            .ecs("url.extension")
            .spot("uriextension")
            .texts(h -> h.request().extension(), (b, v) -> b.extension = v),
        column(27, "http_version", "HTTP version.")
            .zeek("version")
            .ecs("http.version")
            .ocsf("http_request.version")
            .texts(h -> h.request().version(), (b, v) -> b.version = v),
        column(28, "request_mime_type", "Media type of the request body.")
            .zeek("orig_mime_types")
            .ecs("http.request.mime_type")
            .ocsf("http_request.http_headers.content_type")
            .texts(h -> h.request().mimeType(), (b, v) -> b.requestMimeType = v),
        column(29, "user_agent", "User agent.")
            .zeek("user_agent")
            .ecs("user_agent.original")
            .ocsf("http_request.user_agent")
            .odm("prx_browser")
            .spot("useragent")
            .texts(h -> h.request().userAgent(), (b, v) -> b.userAgent = v),
        column(30, "referrer", "Referrer.")
            .zeek("referrer")
            .ecs("http.request.referrer")
            .ocsf("http_request.referrer")
            .odm("prx_referrer")
            .spot("referer")
            .texts(h -> h.request().referrer(), (b, v) -> b.referrer = v),
        column(31, "user", "Authenticated user.")
            .zeek("username")
            .ecs("user.name")
            .ocsf("actor.user.name")
            .odm("user_name")
            .spot("username")
            .texts(h -> h.request().user(), (b, v) -> b.user = v),
        column(32, "user_group", "Group of the user.")
            .ecs("user.group.name")
            .ocsf("actor.user.groups.name")
            .spot("authgroup")
            .texts(h -> h.request().group(), (b, v) -> b.group = v),
        column(33, "request_octets", "Bytes sent by the client, headers included.")
            .ecs("http.request.bytes")
            .ocsf("traffic.bytes_out")
            .odm("out_bytes")
            .spot("csbytes")
            .optionalLongs(h -> h.request().octets(), (b, v) -> b.requestOctets = v),
        column(34, "request_body_octets", "Bytes of the request body.")
            .zeek("request_body_len")
            .ecs("http.request.body.bytes")
            .ocsf("http_request.body_length")
            .optionalLongs(h -> h.request().bodyOctets(), (b, v) -> b.requestBodyOctets = v),
        column(40, "status", "Status code of the response.")
            .zeek("status_code")
            .ecs("http.response.status_code")
            .ocsf("http_response.code")
            .odm("prx_code")
            .spot("respcode")
            .optionalInts(response(HttpRecord.Response::status), (b, v) -> b.status = v),
        column(41, "mime_type", "Media type of the response body.")
            .zeek("resp_mime_types")
            .ecs("http.response.mime_type")
            .ocsf("http_response.content_type")
            .odm("category")
            .spot("resconttype")
            .texts(response(HttpRecord.Response::mimeType), (b, v) -> b.mimeType = v),
        column(42, "file_name", "File name that the server gave.")
            .zeek("resp_filenames")
            .ecs("file.name")
            .ocsf("file.name")
            .texts(response(HttpRecord.Response::fileName), (b, v) -> b.fileName = v),
        column(43, "response_octets", "Bytes sent to the client, headers included.")
            .ecs("http.response.bytes")
            .ocsf("traffic.bytes_in")
            .odm("in_bytes")
            .spot("scbytes")
            .optionalLongs(response(HttpRecord.Response::octets), (b, v) -> b.responseOctets = v),
        column(44, "response_body_octets", "Bytes of the response body.")
            .zeek("response_body_len")
            .ecs("http.response.body.bytes")
            .ocsf("http_response.body_length")
            .optionalLongs(
                response(HttpRecord.Response::bodyOctets), (b, v) -> b.responseBodyOctets = v),
        column(50, "action", "What the proxy did, such as TCP_HIT.")
            .ecs("event.action")
            .ocsf("action")
            .odm("prx_action")
            .spot("action")
            .texts(h -> h.verdict().action(), (b, v) -> b.action = v),
        column(51, "filter_result", "Verdict of the content filter.")
            .ecs("event.outcome")
            .ocsf("disposition")
            .odm("prx_filter_result")
            .spot("filterresult")
            .texts(h -> h.verdict().filterResult(), (b, v) -> b.filterResult = v),
        column(52, "exception", "Id of the error page that the proxy sent.")
            .ocsf("status_detail")
            .spot("exceptionid")
            .texts(h -> h.verdict().exception(), (b, v) -> b.exception = v),
        column(53, "categories", "Content categories, separated by semicolons.")
            .ecs("rule.category")
            .ocsf("http_request.url.categories")
            .odm("prx_category")
            .spot("webcat")
            .texts(h -> h.verdict().categories(), (b, v) -> b.categories = v),
        column(54, "virus", "What a scanner found.")
            .ecs("threat.indicator.name")
            .ocsf("malware.name")
            .odm("vuln_id")
            .spot("virusid")
            .texts(h -> h.verdict().virus(), (b, v) -> b.virus = v),
        column(55, "application", "Application as the proxy classifies it.")
            .ecs("network.application")
            .ocsf("app_name")
            .spot("bcappname")
            .texts(h -> h.verdict().application(), (b, v) -> b.application = v),
        column(56, "operation", "Operation within the application.")
            .ocsf("api.operation")
            .spot("bcappoper")
            .texts(h -> h.verdict().operation(), (b, v) -> b.operation = v),
        column(60, "uid", "Id that the sensor gave the connection.")
            .zeek("uid")
            .ecs("event.id")
            .ocsf("connection_info.uid")
            .odm("event_id")
            .texts(HttpRecord::uid, (b, v) -> b.uid = v));
  }

  private static <T> Function<HttpRecord, @Nullable T> response(
      Function<HttpRecord.Response, @Nullable T> part) {
    return http -> http.response() == null ? null : part.apply(http.response());
  }
}
