// SPDX-License-Identifier: Apache-2.0
package winnow.collector.live;

import org.jspecify.annotations.Nullable;

/**
 * A kind of live messages.
 *
 * @param name what segments call it; also the format in the ledger
 * @param newDecoder makes decoders
 */
public record MessageKind(String name, Factory newDecoder) {
  /** Makes decoders. */
  @FunctionalInterface
  public interface Factory {
    /**
     * A decoder that goes on from {@code state}.
     *
     * @param state what an earlier decoder of this kind remembered; null to start afresh
     */
    MessageDecoder create(byte @Nullable [] state);
  }
}
