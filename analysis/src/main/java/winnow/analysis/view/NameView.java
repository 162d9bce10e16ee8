// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.StableHash;
import winnow.analysis.host.DomainNames;
import winnow.context.InternalNetworks;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** Which domains a host asks for, or sends requests to. */
final class NameView extends View {
  private final TelemetryKind kind;
  private final String column;
  private final Map<Long, String> descriptions = new HashMap<>();

  private NameView(InternalNetworks networks, TelemetryKind kind, String column) {
    super(networks);
    this.kind = kind;
    this.column = column;
  }

  /** Domains of names in DNS. */
  static NameView ofQueries(InternalNetworks networks) {
    return new NameView(networks, TelemetryKind.DNS, "query");
  }

  /** Domains of hosts of requests. */
  static NameView ofRequests(InternalNetworks networks) {
    return new NameView(networks, TelemetryKind.HTTP, "host");
  }

  @Override
  String family() {
    return kind == TelemetryKind.DNS ? "domains" : "sites";
  }

  @Override
  String technique() {
    return kind == TelemetryKind.DNS ? "T1071.004" : "T1071.001";
  }

  @Override
  TelemetryKind kind() {
    return kind;
  }

  @Override
  List<String> columns() {
    return List.of("event_time", "client_addr", column);
  }

  @Override
  void read(ColumnBatch batch, Taker taker) {
    TextVector clients = batch.texts("client_addr");
    TextVector names = batch.texts(column);
    LongVector times = batch.longs("event_time");
    firsts.use(clients);
    long[] words = words(names.dictionary());
    for (int row = 0; row < batch.rows(); row++) {
      int client = clients.ids()[row];
      int name = names.ids()[row];
      if (client >= 0 && name >= 0 && inside.contains(firsts.id(client))) {
        taker.take(firsts.id(client), words[name], times.value(row));
      }
    }
  }

  private long[] words(String[] names) {
    long[] words = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      String domain = DomainNames.domain(names[i]);
      words[i] = StableHash.of(domain);
      descriptions.putIfAbsent(words[i], domain);
    }
    return words;
  }

  @Override
  String describe(long word) {
    return descriptions.getOrDefault(word, "");
  }
}
