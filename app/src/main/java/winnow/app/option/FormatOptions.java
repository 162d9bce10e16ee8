// SPDX-License-Identifier: Apache-2.0
package winnow.app.option;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What files leave unsaid of how they are to be read. */
public final class FormatOptions {
  @Option(
      names = "--format",
      paramLabel = "NAME",
      converter = FormatName.class,
      description = "format of all files; told from their content when left out")
  public @Nullable String format;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description =
          "layout of access logs: a format string of Squid, Apache or nginx, or the name of one")
  public @Nullable String layout;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "time zone of local times in the files (default: ${DEFAULT-VALUE})")
  public ZoneId zone;
}
