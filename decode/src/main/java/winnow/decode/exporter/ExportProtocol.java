// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

/** The protocols in which devices export flows. */
public enum ExportProtocol {
  /** NetFlow version 1. */
  NETFLOW_1("NetFlow v1", SequenceUnit.NONE),
  /** NetFlow version 5. */
  NETFLOW_5("NetFlow v5", SequenceUnit.RECORDS),
  /** NetFlow version 7, of Catalyst switches. */
  NETFLOW_7("NetFlow v7", SequenceUnit.RECORDS),
  /** NetFlow version 9, RFC 3954. */
  NETFLOW_9("NetFlow v9", SequenceUnit.DATAGRAMS),
  /** IPFIX, RFC 7011. */
  IPFIX("IPFIX", SequenceUnit.RECORDS),
  /** sFlow version 5. */
  SFLOW("sFlow", SequenceUnit.DATAGRAMS);

  private final String label;
  private final SequenceUnit sequenceUnit;

  ExportProtocol(String label, SequenceUnit sequenceUnit) {
    this.label = label;
    this.sequenceUnit = sequenceUnit;
  }

  /** Its name in messages and reports. */
  public String label() {
    return label;
  }

  /** What its sequence numbers count. */
  public SequenceUnit sequenceUnit() {
    return sequenceUnit;
  }
}
