// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

import java.util.List;
import winnow.analysis.count.Counted;
import winnow.analysis.count.Progress;
import winnow.analysis.count.RowCounts;
import winnow.analysis.count.RowSource;
import winnow.analysis.count.Workers;
import winnow.analysis.feedback.Feedback;
import winnow.analysis.word.DomainClasses;
import winnow.topics.MapEmTrainer;
import winnow.topics.TopicModel;

/**
 * The method of Apache Spot: every address is a document of the words of its traffic, a topic model
 * is trained on the period that it then scores, and the rows whose words are least likely for their
 * documents are listed. Equal rows, settings and lists give equal results, whatever the order of
 * the rows, the number of threads, and where the rows are.
 */
public final class SpotAnalysis {
  private final SpotSettings settings;
  private final DomainClasses classes;
  private final Feedback feedback;
  private final Execution execution;

  /**
   * How an analysis is executed; none of it can change a result.
   *
   * @param threads how many work at once
   * @param codeVersion version of this program, noted in models
   * @param progress told how far it has come
   */
  public record Execution(int threads, String codeVersion, Progress progress) {}

  /** An analysis with these settings, classes of domains, and what people called benign. */
  public SpotAnalysis(
      SpotSettings settings, DomainClasses classes, Feedback feedback, Execution execution) {
    this.settings = settings;
    this.classes = classes;
    this.feedback = feedback;
    this.execution = execution;
  }

  /** Analyses all rows of a source. */
  public SpotResult run(RowSource source) {
    return run(new LocalRows(source, new Workers(execution.threads())));
  }

  /** Analyses rows wherever they are. */
  public SpotResult run(SpotRows source) {
    Progress progress = execution.progress();
    Counted counted = source.count(classes, progress);
    RowCounts counts = RowCounts.of(counted.shares());
    if (counts.valid() == 0) {
      return new SpotResult(source.kind(), List.of(), counts, SpotResult.Model.NONE, feedback, 0);
    }
    progress.report(Progress.Stage.COLLECT, 0, 1);
    Words words = new Words(source.kind(), counted.httpTexts());
    DayCorpus corpus =
        new DayCorpusBuilder(counted, words).build(feedback, classes, settings.duplication());
    progress.report(Progress.Stage.COLLECT, 1, 1);
    TopicModel model = train(corpus);
    progress.report(Progress.Stage.SCORE, 0, 1);
    Workers workers = new Workers(execution.threads());
    PairScores scores = PairScores.of(counted, corpus, model, settings.precision(), workers);
    List<LowRow> lowest =
        source.findLowest(scores.byShare(), settings.threshold(), settings.maxResults(), progress);
    RowExplainer explainer = new RowExplainer(counted, corpus, words, scores, lowest);
    List<ScoredRow> rows = lowest.stream().map(explainer::explain).toList();
    return new SpotResult(
        source.kind(), rows, counts, describe(corpus, model), feedback, corpus.benignRows());
  }

  private TopicModel train(DayCorpus corpus) {
    Progress progress = execution.progress();
    progress.report(Progress.Stage.TRAIN, 0, settings.trainer().iterations());
    return new MapEmTrainer(settings.trainer(), execution.threads(), execution.codeVersion())
        .train(
            corpus.corpus(), (done, total) -> progress.report(Progress.Stage.TRAIN, done, total));
  }

  private static SpotResult.Model describe(DayCorpus corpus, TopicModel model) {
    return new SpotResult.Model(
        corpus.documents().length,
        corpus.wordKeys().length,
        corpus.corpus().pairs(),
        corpus.corpus().digest(),
        model.digest());
  }
}
