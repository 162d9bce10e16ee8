// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.List;
import winnow.analysis.host.DomainNames;
import winnow.context.InternalNetworks;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** What the DNS queries of a host look like: type, answer, length and labels of the name. */
final class QueryView extends View {
  private static final int NO_ANSWER = 31;
  private static final int MOST_LABELS = 7;
  private static final int LENGTH_STEP = 8;
  private static final int MOST_LENGTH = 15;

  QueryView(InternalNetworks networks) {
    super(networks);
  }

  @Override
  String family() {
    return "queries";
  }

  @Override
  String technique() {
    return "T1071.004";
  }

  @Override
  TelemetryKind kind() {
    return TelemetryKind.DNS;
  }

  @Override
  List<String> columns() {
    return List.of("event_time", "client_addr", "query", "qtype", "rcode");
  }

  @Override
  void read(ColumnBatch batch, Taker taker) {
    TextVector clients = batch.texts("client_addr");
    TextVector names = batch.texts("query");
    LongVector times = batch.longs("event_time");
    LongVector types = batch.longs("qtype");
    LongVector codes = batch.longs("rcode");
    firsts.use(clients);
    long[] shapes = shapes(names.dictionary());
    for (int row = 0; row < batch.rows(); row++) {
      int client = clients.ids()[row];
      int name = names.ids()[row];
      if (client >= 0 && name >= 0 && inside.contains(firsts.id(client))) {
        long type = types.isAbsent(row) ? 0 : types.value(row) & 0xffff;
        long code = codes.isAbsent(row) ? NO_ANSWER : Math.min(NO_ANSWER - 1, codes.value(row));
        taker.take(firsts.id(client), type | code << 16 | shapes[name], times.value(row));
      }
    }
  }

  private static long[] shapes(String[] names) {
    long[] shapes = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      String below = DomainNames.below(names[i], DomainNames.domain(names[i]));
      long labels = Math.min(MOST_LABELS, below.chars().filter(c -> c == '.').count());
      long length = Math.min(MOST_LENGTH, (below.length() + LENGTH_STEP - 1) / LENGTH_STEP);
      shapes[i] = labels << 24 | length << 28;
    }
    return shapes;
  }

  @Override
  String describe(long word) {
    long code = word >>> 16 & 0x1f;
    return "type "
        + (word & 0xffff)
        + (code == NO_ANSWER ? ", no answer" : ", answer code " + code)
        + ", up to "
        + LENGTH_STEP * (word >>> 28 & 0xf)
        + " characters below the domain";
  }
}
