// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

/** Why a flow is handed on, with the values of IPFIX flowEndReason (136). */
enum EndReason {
  /** Silence. */
  IDLE(1),
  /** It lasted long; more may follow. */
  ACTIVE(2),
  /** It said so: FIN or RST. */
  ENDED(3),
  /** The capture ends. */
  FORCED(4),
  /** Too many flows were open. */
  NO_ROOM(5);

  final int code;

  EndReason(int code) {
    this.code = code;
  }
}
