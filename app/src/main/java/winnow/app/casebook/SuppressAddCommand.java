// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.app.option.ExitCode;
import winnow.app.option.LakeOption;
import winnow.app.terminal.Amounts;
import winnow.casebook.Casebook;
import winnow.casebook.Suppression;
import winnow.casebook.WhatIf;
import winnow.lake.Lake;

/** Hides something. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description =
        "Adds a suppression, and says how many rows of the lists of the last days it hides.")
final class SuppressAddCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin ScopeOptions scope;
  @Mixin WhatIfOptions whatIf;
  @Mixin AuthorOption author;

  @Option(names = "--reason", paramLabel = "TEXT", description = "why, for those who come later")
  @Nullable String reason;

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description =
          "when it ends: 30d, 12h, 2026-04-01 or 2026-04-01T12:00:00Z; never when left out")
  @Nullable String expires;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Lake opened = lake.open()) {
      Casebook casebook = Casebook.of(opened.folder());
      WhatIf losses = whatIf.look(scope.scope(), opened, casebook);
      if (whatIf.isAsked) {
        return whatIf.print(losses, out, err);
      }
      if (reason == null) {
        throw new IllegalArgumentException(
            "--reason is missing: say why, for those who come later");
      }
      Suppression added =
          casebook.add(
              new Suppression.Terms(
                  scope.scope(), expiry(expires, Instant.now()), author.name, reason));
      out.println(added.id());
      out.flush();
      err.println(
          "suppression "
              + added.id()
              + " ("
              + added.scope()
              + ") hides "
              + Amounts.count(losses.losses().size(), "row")
              + " of the lists of the last "
              + Amounts.count(whatIf.days, "day"));
      WhatIfOptions.warn(losses, err);
      return ExitCode.OK;
    }
  }

  /** When a suppression ends that is added at {@code now}; null when never. */
  static @Nullable Instant expiry(@Nullable String text, Instant now) {
    if (text == null) {
      return null;
    }
    try {
      if (text.matches("[0-9]{1,5}[dh]")) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        Duration unit = text.endsWith("d") ? Duration.ofDays(1) : Duration.ofHours(1);
        return later(now.plus(unit.multipliedBy(number)).truncatedTo(ChronoUnit.SECONDS), now);
      }
      return later(
          text.contains("T")
              ? Instant.parse(text)
              : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC),
          now);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--expires " + text + ": write 30d, 12h, 2026-04-01 or 2026-04-01T12:00:00Z", e);
    }
  }

  private static Instant later(Instant end, Instant now) {
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException("--expires: " + end + " is over already");
    }
    return end;
  }
}
