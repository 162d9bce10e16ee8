// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import winnow.analysis.count.Counted;
import winnow.analysis.count.HttpTexts;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.Progress;
import winnow.analysis.count.Share;
import winnow.analysis.count.SharedTexts;
import winnow.analysis.score.Candidate;
import winnow.analysis.score.LowRow;
import winnow.analysis.score.SpotRows;
import winnow.analysis.score.TelemetryRow;
import winnow.analysis.word.DomainClasses;
import winnow.schema.TelemetryKind;
import winnow.schema.column.TelemetryTable;

/** Rows in shares, as the process sees them that judges. */
public final class SharedRows implements SpotRows {
  private final TelemetryKind kind;
  private final Shares shares;
  private @Nullable Counted counted;

  /** The rows of {@code shares}, which are of one kind. */
  public SharedRows(TelemetryKind kind, Shares shares) {
    this.kind = kind;
    this.shares = shares;
  }

  @Override
  public TelemetryKind kind() {
    return kind;
  }

  @Override
  public Counted count(DomainClasses classes, Progress progress) {
    SharedTexts addresses = new SharedTexts();
    HttpTexts httpTexts = new HttpTexts();
    @Nullable Share[] read = new Share[shares.size()];
    int[] done = new int[1];
    progress.report(Progress.Stage.COUNT, 0, read.length);
    shares.count(
        ShareWork.write(kind == TelemetryKind.FLOW ? DomainClasses.NONE : classes),
        (share, answer) -> {
          read[share] = Share.read(kind, addresses, httpTexts, new PackedReader(answer));
          progress.report(Progress.Stage.COUNT, ++done[0], read.length);
        });
    List<Share> all = new ArrayList<>();
    for (int share = 0; share < read.length; share++) {
      all.add(Objects.requireNonNull(read[share], "no answer of share " + share));
    }
    counted = new Counted(kind, addresses, httpTexts, all);
    return counted;
  }

  @Override
  public List<LowRow> findLowest(double[][] scores, double threshold, int most, Progress progress) {
    Counted known = Objects.requireNonNull(counted, "rows are not counted yet");
    progress.report(Progress.Stage.SCORE, 0, 1);
    double limit = LowPairs.limit(known, scores, threshold, most);
    List<byte[]> questions = new ArrayList<>();
    for (int share = 0; share < scores.length; share++) {
      questions.add(LowPairs.write(known.shares().get(share), scores[share], limit, most));
    }
    int asked = (int) questions.stream().filter(question -> question.length > 0).count();
    progress.report(Progress.Stage.SCORE, 1, 1);
    progress.report(Progress.Stage.FETCH, 0, asked);
    List<LowRow> lowest = new ArrayList<>();
    int[] done = new int[1];
    shares.findLowest(
        questions,
        (share, answer) -> {
          read(share, new PackedReader(answer), lowest);
          progress.report(Progress.Stage.FETCH, ++done[0], asked);
        });
    return lowest.stream().sorted().limit(most == 0 ? Long.MAX_VALUE : most).toList();
  }

  private void read(int share, PackedReader in, List<LowRow> rows) {
    int size = in.size();
    for (int i = 0; i < size; i++) {
      Candidate candidate =
          new Candidate(in.real(), (int) in.number(), share, in.size(), in.size());
      rows.add(new LowRow(candidate, TelemetryRow.read(TelemetryTable.of(kind).columns(), in)));
    }
  }
}
