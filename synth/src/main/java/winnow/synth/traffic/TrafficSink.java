// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import winnow.schema.TelemetryKind;

/** Takes traffic slice by slice; within a slice in no order. */
public interface TrafficSink {
  /** Whether anybody looks at a kind; what nobody looks at need not be made. */
  boolean wants(TelemetryKind kind);

  /** A conversation. */
  void conversation(Conversation conversation);

  /** A name look-up. */
  void exchange(DnsExchange exchange);

  /** A web request. */
  void request(WebRequest request);

  /** From now on nothing starts before {@code timeMicros}. */
  void advance(long timeMicros);
}
