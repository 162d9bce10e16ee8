// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.schema.TelemetryKind;

/** Which kinds of records a command makes of its input. */
public final class KindsOption {
  @Option(
      names = {"--kinds", "--kind"},
      paramLabel = "KIND",
      split = ",",
      description =
          "only records of these kinds, among flow, dns, http; what others are made of is skipped")
  public @Nullable Set<TelemetryKind> kinds;

  /** The kinds given, or all. */
  public Set<TelemetryKind> wanted() {
    return kinds == null ? EnumSet.allOf(TelemetryKind.class) : EnumSet.copyOf(kinds);
  }
}
