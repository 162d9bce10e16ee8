// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import winnow.analysis.day.Unused;
import winnow.context.Leases;
import winnow.lake.DataFileInfo;
import winnow.schema.TelemetryKind;
import winnow.schema.evidence.Verdict;

/**
 * Everything needed to make the cases of a day again, and what came out.
 *
 * @param method how it looks
 * @param day day of the events, UTC
 * @param snapshotIds snapshot of each table that was read
 * @param files data files of the day
 * @param rows rows of the day, by kind
 * @param history the days before, which it was held against
 * @param inside ranges of the network's own hosts beside private ones
 * @param leases what was known of the day by leases; null when hosts were known by addresses
 * @param verdicts what people decided about earlier days, as far as it counts
 * @param alertLevel how many false alarms a day are expected above the alert level
 * @param codeVersion version of the program
 * @param unused rows that are about no host inside, by kind and reason
 * @param hosts how many hosts were seen
 * @param list the list
 * @param stages how long it took; never compared
 */
public record CaseManifest(
    String method,
    LocalDate day,
    Map<TelemetryKind, Long> snapshotIds,
    List<DataFileInfo> files,
    Map<TelemetryKind, Long> rows,
    Past history,
    List<String> inside,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LeasesOfDay leases,
    List<Verdict> verdicts,
    double alertLevel,
    String codeVersion,
    Map<TelemetryKind, Map<Unused, Long>> unused,
    int hosts,
    Listed list,
    List<RunManifest.StageTime> stages) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int ID_DIGITS = 12;

  /** Takes copies. */
  public CaseManifest {
    snapshotIds = Map.copyOf(snapshotIds);
    files = List.copyOf(files);
    rows = Map.copyOf(rows);
    inside = List.copyOf(inside);
    verdicts = List.copyOf(verdicts);
    unused = Map.copyOf(unused);
    stages = List.copyOf(stages);
  }

  /**
   * The days that were learnt.
   *
   * @param days how many
   * @param digest SHA-256 of their dates and how many rows of each kind they had
   */
  public record Past(int days, String digest) {}

  /**
   * The leases of the day.
   *
   * @param leases how many
   * @param hosts how many hosts had them
   * @param digest SHA-256 of who had which address when
   */
  public record LeasesOfDay(int leases, int hosts, String digest) {}

  /** What {@code leases} tell of {@code day}; null without leases. */
  static @Nullable LeasesOfDay leases(@Nullable Leases leases, History.Day day) {
    String digest = day.leases();
    if (leases == null || digest == null) {
      return null;
    }
    Leases ofDay = leases.on(day.date());
    return new LeasesOfDay(ofDay.list().size(), ofDay.hosts(), digest);
  }

  /** One sentence on leases that differ from those of the run. */
  static String difference(@Nullable LeasesOfDay then, @Nullable LeasesOfDay now) {
    if (then == null) {
      return "the run knew hosts by their addresses, and leases are given";
    }
    return now == null
        ? "the run knew hosts by " + then.leases() + " leases of the day, and none are given"
        : "the leases of the day had SHA-256 " + then.digest() + ", have " + now.digest();
  }

  /**
   * The list.
   *
   * @param rows its length
   * @param notable how many are above the alert level
   * @param digest SHA-256 of all that is in it
   */
  public record Listed(int rows, long notable, String digest) {}

  /** Reads what {@link #toJson} wrote. */
  public static CaseManifest parse(String json) {
    return MAPPER.readValue(json, CaseManifest.class);
  }

  /** As a JSON object. */
  public String toJson() {
    return MAPPER.writeValueAsString(this);
  }

  /** The run's id: method, day, and a digest of all that decides the list. */
  static String id(History before, History.Day day, List<Verdict> verdicts, String codeVersion) {
    String judged = MAPPER.writeValueAsString(verdicts);
    String inputs = before.plus(day).digest() + ' ' + codeVersion + ' ' + judged;
    String digest = Sha256.hex(inputs.getBytes(StandardCharsets.UTF_8));
    return "cases-" + day.date() + "-" + digest.substring(0, ID_DIGITS);
  }
}
