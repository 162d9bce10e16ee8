// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import winnow.app.terminal.CsvPrinter;
import winnow.schema.Case;

/** How a list of cases is printed. */
public enum CaseFormat {
  /** For people. */
  TEXT {
    @Override
    public void print(List<Case> cases, PrintWriter out) {
      boolean wasNotable = true;
      for (Case one : cases) {
        if (wasNotable && !one.notable()) {
          out.println("---- below the alert level ----");
        }
        wasNotable = one.notable();
        JsonNode explanation = MAPPER.readTree(one.explanation());
        out.printf(
            Locale.ROOT,
            "%3d  %s  as bad by chance: %.2g hosts a day%s%n",
            one.rank(),
            one.host(),
            explanation.path("expectedFalse").asDouble(),
            one.provisional() ? "  (provisional)" : "");
        for (JsonNode evidence : explanation.path("evidence")) {
          if (evidence.path("p").asDouble() < WORTH_A_LINE) {
            out.printf(
                "     %-10s %s%n",
                evidence.path("family").asString(), evidence.path("sentence").asString());
          }
        }
        String normalIf = explanation.path("normalIf").asString("");
        if (!normalIf.isEmpty()) {
          out.println("     normal if " + normalIf);
        }
      }
    }
  },
  /** With a header. */
  CSV {
    @Override
    public void print(List<Case> cases, PrintWriter out) {
      CsvPrinter csv = new CsvPrinter(out);
      csv.header(
          List.of(
              "rank",
              "day",
              "host",
              "p",
              "score",
              "expected_false",
              "notable",
              "provisional",
              "families",
              "technique",
              "start",
              "end",
              "sentence",
              "normal_if",
              "explanation"));
      for (Case one : cases) {
        JsonNode explanation = MAPPER.readTree(one.explanation());
        csv.row(
            new @Nullable Object[] {
              one.rank(),
              one.day(),
              one.host(),
              one.p(),
              one.score(),
              explanation.path("expectedFalse").asDouble(),
              one.notable(),
              one.provisional(),
              one.families(),
              one.technique(),
              instant(one.firstMicros()),
              instant(one.lastMicros()),
              one.sentence(),
              explanation.path("normalIf").asStringOpt().orElse(null),
              one.explanation()
            });
      }
    }
  };

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final double WORTH_A_LINE = 0.05;

  /** Prints cases in their order. */
  public abstract void print(List<Case> cases, PrintWriter out);

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
