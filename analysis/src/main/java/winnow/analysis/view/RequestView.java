// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.StableHash;
import winnow.context.InternalNetworks;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** What the web requests of a host look like: method, status, media type, amounts both ways. */
final class RequestView extends View {
  private final Map<Long, String> descriptions = new HashMap<>();

  RequestView(InternalNetworks networks) {
    super(networks);
  }

  @Override
  String family() {
    return "requests";
  }

  @Override
  String technique() {
    return "T1071.001";
  }

  @Override
  TelemetryKind kind() {
    return TelemetryKind.HTTP;
  }

  @Override
  List<String> columns() {
    return List.of(
        "event_time",
        "client_addr",
        "method",
        "status",
        "mime_type",
        "request_octets",
        "response_octets");
  }

  @Override
  void read(ColumnBatch batch, Taker taker) {
    TextVector clients = batch.texts("client_addr");
    TextVector methods = batch.texts("method");
    TextVector types = batch.texts("mime_type");
    LongVector times = batch.longs("event_time");
    LongVector codes = batch.longs("status");
    LongVector sent = batch.longs("request_octets");
    LongVector got = batch.longs("response_octets");
    firsts.use(clients);
    for (int row = 0; row < batch.rows(); row++) {
      int client = clients.ids()[row];
      if (client >= 0 && inside.contains(firsts.id(client))) {
        String method = text(methods, row);
        String type = text(types, row);
        int major = type.indexOf('/');
        String shape =
            method
                + " "
                + (codes.isAbsent(row) ? 0 : codes.value(row) / 100)
                + "xx "
                + (major < 0 ? type : type.substring(0, major))
                + ", sent "
                + range(sent.isAbsent(row) ? 0 : bin(sent.value(row)))
                + " bytes, got "
                + range(got.isAbsent(row) ? 0 : bin(got.value(row)));
        long word = StableHash.of(shape);
        descriptions.putIfAbsent(word, shape);
        taker.take(firsts.id(client), word, times.value(row));
      }
    }
  }

  private static String text(TextVector texts, int row) {
    int id = texts.ids()[row];
    return id < 0 ? "" : texts.dictionary()[id];
  }

  @Override
  String describe(long word) {
    return descriptions.getOrDefault(word, "");
  }
}
