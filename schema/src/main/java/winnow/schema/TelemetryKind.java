// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

/** The kinds of telemetry; each has one table. */
public enum TelemetryKind {
  /** Summaries of packets that share a 5-tuple. */
  FLOW("flow"),
  /** DNS transactions: a query, its response, or both. */
  DNS("dns"),
  /** HTTP transactions, seen on the wire or by a proxy. */
  HTTP("http");

  private final String tableName;

  TelemetryKind(String tableName) {
    this.tableName = tableName;
  }

  /** The name of the table, also used in commands and addresses of the API. */
  public String tableName() {
    return tableName;
  }

  /**
   * The kind whose table is called {@code tableName}.
   *
   * @throws IllegalArgumentException naming the known kinds
   */
  public static TelemetryKind named(String tableName) {
    for (TelemetryKind kind : values()) {
      if (kind.tableName.equals(tableName)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "unknown kind \"" + tableName + "\": expected flow, dns or http");
  }
}
