// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.analysis.count.StableHash;
import winnow.analysis.host.FlowEnds;
import winnow.context.InternalNetworks;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** Which services of which hosts inside a host goes to. */
final class EdgeView extends View {
  private final Map<Long, String> descriptions = new HashMap<>();

  EdgeView(InternalNetworks networks) {
    super(networks);
  }

  @Override
  String family() {
    return "edges";
  }

  @Override
  String technique() {
    return "T1021";
  }

  @Override
  TelemetryKind kind() {
    return TelemetryKind.FLOW;
  }

  @Override
  List<String> columns() {
    return FlowEnds.COLUMNS;
  }

  @Override
  void read(ColumnBatch batch, Taker taker) {
    TextVector sources = batch.texts("src_addr");
    TextVector destinations = batch.texts("dst_addr");
    LongVector times = batch.longs("event_time");
    FlowEnds ends = new FlowEnds(batch);
    firsts.use(sources);
    seconds.use(destinations);
    for (int row = 0; row < batch.rows(); row++) {
      int source = sources.ids()[row];
      int destination = destinations.ids()[row];
      if (source < 0 || destination < 0 || !ends.sourceBegan(row)) {
        continue;
      }
      int client = firsts.id(source);
      int server = seconds.id(destination);
      if (inside.contains(client) && inside.contains(server)) {
        int service = ends.service(row);
        long word = StableHash.mix(seconds.hash(destination), service);
        descriptions.computeIfAbsent(
            word,
            key -> texts.text(server) + " " + (service & 0xffff) + "/" + (service >>> Short.SIZE));
        taker.take(client, word, times.value(row));
      }
    }
  }

  @Override
  String describe(long word) {
    return descriptions.getOrDefault(word, "");
  }
}
