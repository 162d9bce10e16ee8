// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/** How exporters see a conversation. */
public enum FlowView {
  /** Request and reply are two flow records, as routers export them. */
  UNIFLOW,
  /** One record with both directions (RFC 5103). */
  BIFLOW
}
