// SPDX-License-Identifier: Apache-2.0
package winnow.server.api;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import winnow.context.DnsNames;
import winnow.context.HttpStatuses;
import winnow.context.Protocols;
import winnow.context.ServicePorts;
import winnow.schema.TelemetryKind;

/** The registered names of the numbers in a row, by column. */
final class Labels {
  private static final int FIRST_DYNAMIC_PORT = 49_152;

  private final JsonNode row;
  private final Map<String, String> labels = new TreeMap<>();

  private Labels(JsonNode row) {
    this.row = row;
  }

  static Map<String, String> of(TelemetryKind kind, JsonNode row) {
    Labels labels = new Labels(row);
    switch (kind) {
      case FLOW -> labels.flow();
      case DNS -> labels.dns();
      case HTTP -> labels.http();
    }
    return labels.labels;
  }

  private void flow() {
    put("protocol", Protocols::name);
    int protocol = row.path("protocol").asInt(0);
    for (String column : new String[] {"src_port", "dst_port"}) {
      service(column, protocol);
    }
  }

  private void dns() {
    put("protocol", Protocols::name);
    put("qtype", DnsNames::type);
    put("qclass", DnsNames::dnsClass);
    put("rcode", DnsNames::responseCode);
  }

  private void http() {
    find("status", HttpStatuses::reason);
  }

  private void service(String column, int protocol) {
    find(
        column,
        port -> port < FIRST_DYNAMIC_PORT ? ServicePorts.name(port, protocol) : Optional.empty());
  }

  private void put(String column, IntFunction<String> name) {
    find(column, number -> Optional.of(name.apply(number)));
  }

  private void find(String column, IntFunction<Optional<String>> name) {
    JsonNode value = row.path(column);
    if (value.isInt()) {
      name.apply(value.intValue()).ifPresent(label -> labels.put(column, label));
    }
  }
}
