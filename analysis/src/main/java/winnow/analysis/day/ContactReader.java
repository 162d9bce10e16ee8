// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import java.util.List;
import winnow.analysis.count.DictionaryIds;
import winnow.analysis.count.LongTable;
import winnow.analysis.count.RowSource;
import winnow.schema.TelemetryKind;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextVector;

/** Reads the contacts that are wanted from parts of the rows of a day, on one thread. */
final class ContactReader {
  private static final List<String> HTTP_COLUMNS =
      List.of("event_time", "client_addr", "host", "request_octets");

  private final WantedContacts wanted;
  private final ContactLog ofEdges;
  private final ContactLog ofSites;
  private final HostIds firsts;
  private final HostIds seconds;
  private final DictionaryIds others;

  /** Reads into {@code ofEdges} and {@code ofSites}, which have the places of {@code wanted}. */
  ContactReader(DayCounts counts, WantedContacts wanted, ContactLog ofEdges, ContactLog ofSites) {
    this.wanted = wanted;
    this.ofEdges = ofEdges;
    this.ofSites = ofSites;
    firsts = HostIds.of(counts);
    seconds = HostIds.of(counts);
    others = new DictionaryIds(counts.texts());
  }

  /** Adds the contacts of a part of flows or requests. */
  void read(RowSource rows, int part) {
    if (rows.kind() == TelemetryKind.FLOW) {
      rows.read(part, FlowEnds.COLUMNS, this::flows);
    } else {
      rows.read(part, HTTP_COLUMNS, this::requests);
    }
  }

  private void flows(ColumnBatch batch) {
    LongVector times = batch.longs("event_time");
    FlowEnds flows = new FlowEnds(batch);
    firsts.use(batch.texts("src_addr"), times);
    seconds.use(batch.texts("dst_addr"), times);
    for (int row = 0; row < batch.rows(); row++) {
      int source = firsts.id(row);
      int destination = seconds.id(row);
      if (source < 0 || destination < 0 || !flows.sourceBegan(row)) {
        continue;
      }
      int edge = wanted.edge(source, destination, flows.service(row));
      if (edge != LongTable.NONE) {
        ofEdges.add(edge, times.value(row), flows.sent(row));
      }
    }
  }

  private void requests(ColumnBatch batch) {
    TextVector hosts = batch.texts("host");
    LongVector times = batch.longs("event_time");
    LongVector sizes = batch.longs("request_octets");
    firsts.use(batch.texts("client_addr"), times);
    others.use(hosts);
    for (int row = 0; row < batch.rows(); row++) {
      int client = firsts.id(row);
      int host = hosts.ids()[row];
      if (client < 0 || host < 0) {
        continue;
      }
      int site = wanted.site(client, others.id(host));
      if (site != LongTable.NONE) {
        ofSites.add(site, times.value(row), sizes.isAbsent(row) ? 0 : sizes.value(row));
      }
    }
  }
}
