// SPDX-License-Identifier: Apache-2.0
package winnow.decode.format;

import java.util.Set;
import winnow.decode.DecodeOptions;
import winnow.decode.Decoder;
import winnow.decode.KindFilter;
import winnow.schema.TelemetryKind;

/**
 * A format of input.
 *
 * @param name its name in commands and reports, such as `nfcapd` or `zeek-conn`
 * @param title what a person calls it
 * @param kinds the kinds of telemetry it can yield
 * @param recognizer tells from the first bytes whether an input has this format
 * @param newDecoder makes a decoder for one input
 */
public record Format(
    String name,
    String title,
    Set<TelemetryKind> kinds,
    Recognizer recognizer,
    DecoderFactory newDecoder) {

  /** Sees to it that decoders yield the kinds that are wanted, and no other. */
  public Format {
    kinds = Set.copyOf(kinds);
    newDecoder = filtering(newDecoder, kinds);
  }

  private static DecoderFactory filtering(DecoderFactory factory, Set<TelemetryKind> kinds) {
    return options ->
        options.kinds().containsAll(kinds)
            ? factory.create(options)
            : new KindFilter(factory.create(options), options.kinds());
  }

  /** Tells whether an input has a format. */
  @FunctionalInterface
  public interface Recognizer {
    /**
     * Whether an input that starts with {@code head} has the format.
     *
     * @param head the first bytes, decompressed, at most {@link Formats#HEAD_BYTES}
     * @param fileName name of the input without folders, compression suffix removed
     */
    boolean matches(byte[] head, String fileName);
  }

  /** Makes decoders. */
  @FunctionalInterface
  public interface DecoderFactory {
    /** A decoder for one input. */
    Decoder create(DecodeOptions options);
  }
}
