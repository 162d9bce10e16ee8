// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;

/**
 * How datagrams are decoded.
 *
 * @param maxHeldBytes most bytes of data that are held until their template comes, of all domains
 * @param maxHeldTime how long data is held, by the times at which datagrams were received
 * @param sampling what is configured about the sampling of an exporter, asked once per domain; the
 *     address is null when not known
 */
public record ExporterSettings(
    int maxHeldBytes,
    Duration maxHeldTime,
    Function<@Nullable IpAddress, ConfiguredSampling> sampling) {
  /** Holds up to 16 MiB for up to 35 minutes; sampling is as the exporters say. */
  public static final ExporterSettings DEFAULT =
      new ExporterSettings(
          16 * 1024 * 1024, Duration.ofMinutes(35), exporter -> ConfiguredSampling.NONE);

  /** Checks the bounds. */
  public ExporterSettings {
    if (maxHeldBytes < 0 || maxHeldTime.isNegative()) {
      throw new IllegalArgumentException(
          "held data of " + maxHeldBytes + " bytes for " + maxHeldTime);
    }
  }
}
