// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.List;
import java.util.stream.Stream;
import winnow.analysis.host.FlowEnds;
import winnow.context.InternalNetworks;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/**
 * How hosts use services: role, direction, service, amounts both ways, duration, outcome. The hour
 * is no part of it.
 */
final class BehaviourView extends View {
  private static final List<String> COLUMNS =
      Stream.concat(FlowEnds.COLUMNS.stream(), Stream.of("duration")).toList();

  private static final int HANDED_OUT = 49_152;
  private static final long MICROS_PER_SECOND = 1_000_000;

  BehaviourView(InternalNetworks networks) {
    super(networks);
  }

  @Override
  String family() {
    return "behaviour";
  }

  @Override
  String technique() {
    return "T1071";
  }

  @Override
  TelemetryKind kind() {
    return TelemetryKind.FLOW;
  }

  @Override
  List<String> columns() {
    return COLUMNS;
  }

  @Override
  void read(ColumnBatch batch, Taker taker) {
    TextVector sources = batch.texts("src_addr");
    TextVector destinations = batch.texts("dst_addr");
    LongVector times = batch.longs("event_time");
    LongVector durations = batch.longs("duration");
    FlowEnds ends = new FlowEnds(batch);
    firsts.use(sources);
    seconds.use(destinations);
    for (int row = 0; row < batch.rows(); row++) {
      int source = sources.ids()[row];
      int destination = destinations.ids()[row];
      if (source < 0 || destination < 0) {
        continue;
      }
      boolean sourceBegan = ends.sourceBegan(row);
      int client = sourceBegan ? firsts.id(source) : seconds.id(destination);
      int server = sourceBegan ? seconds.id(destination) : firsts.id(source);
      long word = word(ends, row, durations.value(row));
      boolean ownClient = inside.contains(client);
      boolean ownServer = inside.contains(server);
      if (ownClient) {
        taker.take(client, word | (ownServer ? 0 : 1L) << 40, times.value(row));
      }
      if (ownServer) {
        taker.take(server, word | (ownClient ? 2L : 3L) << 40, times.value(row));
      }
    }
  }

  private static long word(FlowEnds ends, int row, long durationMicros) {
    int service = ends.service(row);
    long port = Math.min(service & 0xffff, HANDED_OUT);
    long protocol = service >>> Short.SIZE & 0xff;
    return port
        | protocol << 16
        | (long) bin(ends.sent(row)) << 24
        | (long) bin(ends.received(row)) << 28
        | (long) bin(durationMicros / MICROS_PER_SECOND) << 32
        | (ends.failed(row) ? 1L : 0) << 36;
  }

  @Override
  String describe(long word) {
    String[] roles = {"to inside ", "to outside ", "from inside ", "from outside "};
    int port = (int) word & 0xffff;
    return roles[(int) (word >>> 40) & 3]
        + (port == HANDED_OUT ? "a high port" : port)
        + "/"
        + (word >>> 16 & 0xff)
        + ", sent "
        + range((int) (word >>> 24) & 0xf)
        + " bytes, got "
        + range((int) (word >>> 28) & 0xf)
        + ", "
        + range((int) (word >>> 32) & 0xf)
        + " s"
        + ((word >>> 36 & 1) == 1 ? ", failed" : "");
  }
}
