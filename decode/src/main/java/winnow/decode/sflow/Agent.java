// SPDX-License-Identifier: Apache-2.0
package winnow.decode.sflow;

import java.util.HashMap;
import java.util.Map;
import winnow.decode.exporter.ConfiguredSampling;
import winnow.decode.exporter.DomainMonitor;
import winnow.decode.exporter.DomainStatistics;
import winnow.decode.exporter.ExportDomain;
import winnow.schema.Observer;

/** What is known of a sub-agent: the process of a device that sends datagrams. */
final class Agent {
  private static final int MAX_SOURCES = 4096;

  private final DomainMonitor monitor;
  private final Observer observer;
  private final ConfiguredSampling configured;
  private final Map<Long, Integer> dropsBySource = new HashMap<>();
  private long samplingInterval;

  Agent(ExportDomain domain, ConfiguredSampling configured) {
    monitor = new DomainMonitor(domain);
    String exporter = domain.exporter() == null ? null : domain.exporter().toString();
    observer = new Observer(exporter, domain.number());
    this.configured = configured;
  }

  DomainMonitor monitor() {
    return monitor;
  }

  Observer observer() {
    return observer;
  }

  /** The interval that holds for a sample that was taken at {@code rate}. */
  long samplingInterval(long rate) {
    samplingInterval = configured.settle(rate);
    return samplingInterval;
  }

  /**
   * Notes how many samples a data source has dropped.
   *
   * @param total the source's own counter, 32 bits; it begins anew when the agent does
   */
  void drops(long source, int total) {
    Integer before = dropsBySource.get(source);
    if (before != null || dropsBySource.size() < MAX_SOURCES) {
      dropsBySource.put(source, total);
      monitor.dropped(before == null ? 0 : Math.max(0, total - before));
    }
  }

  /** How many data sources are remembered. */
  int sources() {
    return dropsBySource.size();
  }

  DomainStatistics statistics() {
    long interval = Math.max(1, samplingInterval);
    return monitor.statistics(0, interval, DomainStatistics.Waiting.NONE);
  }
}
