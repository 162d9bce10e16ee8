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
  private final DictionaryIds firsts;
  private final DictionaryIds seconds;

  /** Reads into {@code ofEdges} and {@code ofSites}, which have the places of {@code wanted}. */
  ContactReader(DayCounts counts, WantedContacts wanted, ContactLog ofEdges, ContactLog ofSites) {
    this.wanted = wanted;
    this.ofEdges = ofEdges;
    this.ofSites = ofSites;
    firsts = new DictionaryIds(counts.texts());
    seconds = new DictionaryIds(counts.texts());
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
    TextVector sources = batch.texts("src_addr");
    TextVector destinations = batch.texts("dst_addr");
    LongVector times = batch.longs("event_time");
    FlowEnds flows = new FlowEnds(batch);
    firsts.use(sources);
    seconds.use(destinations);
    for (int row = 0; row < batch.rows(); row++) {
      int source = sources.ids()[row];
      int destination = destinations.ids()[row];
      if (source < 0 || destination < 0 || !flows.sourceBegan(row)) {
        continue;
      }
      int edge = wanted.edge(firsts.id(source), seconds.id(destination), flows.service(row));
      if (edge != LongTable.NONE) {
        ofEdges.add(edge, times.value(row), flows.sent(row));
      }
    }
  }

  private void requests(ColumnBatch batch) {
    TextVector clients = batch.texts("client_addr");
    TextVector hosts = batch.texts("host");
    LongVector times = batch.longs("event_time");
    LongVector sizes = batch.longs("request_octets");
    firsts.use(clients);
    seconds.use(hosts);
    for (int row = 0; row < batch.rows(); row++) {
      int client = clients.ids()[row];
      int host = hosts.ids()[row];
      if (client < 0 || host < 0) {
        continue;
      }
      int site = wanted.site(firsts.id(client), seconds.id(host));
      if (site != LongTable.NONE) {
        ofSites.add(site, times.value(row), sizes.isAbsent(row) ? 0 : sizes.value(row));
      }
    }
  }
}
