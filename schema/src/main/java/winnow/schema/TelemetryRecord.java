// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

/** One observation of traffic, as a decoder hands it on. Immutable. */
public sealed interface TelemetryRecord permits FlowRecord, DnsRecord, HttpRecord {
  /** Microseconds since 1970-01-01T00:00:00Z at which the observed thing began. */
  long eventTimeMicros();

  /** Who saw it: the exporter's address, a sensor or proxy. */
  Observer observer();

  /** The same, seen by {@code observer}. */
  TelemetryRecord withObserver(Observer observer);

  /** The kind, and with it the table. */
  default TelemetryKind kind() {
    return switch (this) {
      case FlowRecord flow -> TelemetryKind.FLOW;
      case DnsRecord dns -> TelemetryKind.DNS;
      case HttpRecord http -> TelemetryKind.HTTP;
    };
  }
}
