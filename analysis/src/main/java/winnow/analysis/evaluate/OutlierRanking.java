// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import winnow.analysis.host.HostFeature;
import winnow.analysis.host.HostFeatures;
import winnow.analysis.outlier.FeatureMatrix;
import winnow.analysis.outlier.OutlierDetector;

/** Ranks the hosts of a day by how far what they did lies from what the others did. */
public final class OutlierRanking {
  private OutlierRanking() {}

  /** Ranks the hosts of each day by {@code detector}, on ln(1 + count) of each feature. */
  public static Ranking rank(OutlierDetector detector, SortedMap<LocalDate, HostFeatures> days) {
    Map<LocalDate, Map<String, Double>> scores = new HashMap<>();
    days.forEach((day, features) -> scores.put(day, scores(detector, features)));
    return Ranking.of(detector.name(), scores);
  }

  private static Map<String, Double> scores(OutlierDetector detector, HostFeatures features) {
    FeatureMatrix.Builder builder =
        FeatureMatrix.builder(Arrays.stream(HostFeature.values()).map(HostFeature::label).toList());
    features
        .byHost()
        .forEach((host, values) ->
            builder.add(host, Arrays.stream(values).map(StrictMath::log1p).toArray()));
    FeatureMatrix matrix = builder.build();
    double[] scores = detector.score(matrix);
    Map<String, Double> byHost = new HashMap<>();
    for (int row = 0; row < matrix.rows(); row++) {
      byHost.put(matrix.keys().get(row), scores[row]);
    }
    return byHost;
  }
}
