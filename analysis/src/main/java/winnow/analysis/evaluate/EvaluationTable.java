// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reports as a table, a line a method. Shares are from 0 to 1; ends of intervals follow as {@code
 * _low} and {@code _high}; what there is no value for is empty.
 *
 * @param reports methods on the same trials
 * @param budgets hosts looked into on each day
 * @param leader the report that the others are held against in columns {@code _behind}: how much
 *     more it finds on the same trials; null for no such columns
 */
public record EvaluationTable(
    List<Report> reports, List<Integer> budgets, @Nullable Report leader) {
  private static final List<Double> SHARES = List.of(0.5, 0.8);

  /** Takes copies. */
  public EvaluationTable {
    reports = List.copyOf(reports);
    budgets = List.copyOf(budgets);
  }

  /** Writes comma-separated values with a header. */
  public void writeCsv(Appendable out) throws IOException {
    out.append(String.join(",", header())).append('\n');
    for (Report report : reports) {
      out.append(String.join(",", line(report))).append('\n');
    }
  }

  /**
   * Writes, for each campaign of each trial, attacks first, its best rank by each method; empty for
   * none.
   */
  public void writeCampaigns(Appendable out) throws IOException {
    out.append("trial,campaign,kind,technique,label,first_day");
    for (Report report : reports) {
      out.append(',').append(report.method());
    }
    out.append('\n');
    List<Measured> trials = reports.getFirst().measured();
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i).trial();
      for (Campaign campaign : trial.ranked()) {
        writeCampaign(out, i, campaign);
      }
      for (Campaign campaign : trial.benign()) {
        writeCampaign(out, i, campaign);
      }
    }
  }

  private void writeCampaign(Appendable out, int trial, Campaign campaign) throws IOException {
    out.append(
        String.join(
            ",",
            reports.getFirst().measured().get(trial).trial().name(),
            campaign.id(),
            campaign.kind(),
            campaign.technique(),
            campaign.malicious() ? "malicious" : "benign",
            campaign.firstDay().toString()));
    for (Report report : reports) {
      int rank = report.measured().get(trial).bestRank(campaign);
      out.append(',').append(rank == Ranking.UNRANKED ? "" : Integer.toString(rank));
    }
    out.append('\n');
  }

  private List<String> header() {
    List<String> names = new ArrayList<>(List.of("method"));
    for (int budget : budgets) {
      names.add("campaign_recall_" + budget);
      names.add("campaign_recall_" + budget + "_low");
      names.add("campaign_recall_" + budget + "_high");
      names.add("host_recall_" + budget);
      names.add("precision_" + budget);
      names.add("days_to_detect_" + budget);
      names.add("benign_share_" + budget);
    }
    names.addAll(
        List.of(
            "average_precision", "average_precision_low", "average_precision_high", "first_hit"));
    names.add("ahead_of_benign");
    SHARES.forEach(share -> names.add("false_alarms_per_host_day_" + Math.round(share * 100)));
    if (leader != null) {
      budgets.forEach(budget -> addBehind(names, "campaign_recall_" + budget));
      addBehind(names, "average_precision");
    }
    return names;
  }

  private List<String> line(Report report) {
    List<String> values = new ArrayList<>(List.of(report.method()));
    for (int budget : budgets) {
      addInterval(values, report.campaignRecall(budget));
      values.add(text(report.hostRecall(budget)));
      values.add(text(report.precision(budget)));
      OptionalLong days = report.medianDaysToDetect(budget);
      values.add(days.isPresent() ? Long.toString(days.getAsLong()) : "");
      values.add(text(report.benignShare(budget)));
    }
    addInterval(values, report.averagePrecision());
    OptionalInt first = report.medianFirstHit();
    values.add(first.isPresent() ? Integer.toString(first.getAsInt()) : "");
    values.add(text(report.aheadOfBenign()));
    SHARES.forEach(share -> values.add(text(report.falseAlarms(share))));
    if (leader != null) {
      budgets.forEach(budget -> addInterval(values, leader.campaignRecallOver(report, budget)));
      addInterval(values, leader.averagePrecisionOver(report));
    }
    return values;
  }

  private static void addBehind(List<String> names, String measure) {
    names.add(measure + "_behind");
    names.add(measure + "_behind_low");
    names.add(measure + "_behind_high");
  }

  private static void addInterval(List<String> values, Bootstrap.Interval interval) {
    values.add(text(interval.mean()));
    values.add(text(interval.low()));
    values.add(text(interval.high()));
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }
}
