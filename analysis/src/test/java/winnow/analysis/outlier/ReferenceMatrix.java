// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A small matrix with planted outliers and the scores that others gave its rows; the README beside
 * the files tells how they were made.
 *
 * @param outlier whether each row was planted
 * @param forestAuc the mean of 20 forests of scikit-learn
 */
record ReferenceMatrix(
    String name,
    FeatureMatrix matrix,
    boolean[] outlier,
    double[] ecod,
    double[] hbos,
    double forestAuc) {
  private static final int RESULTS = 3;

  static List<ReferenceMatrix> all() {
    return List.of(read("clusters", 0.9859), read("tails", 0.8134), read("counts", 0.9586));
  }

  private static ReferenceMatrix read(String name, double forestAuc) {
    List<String> lines = lines(name + ".csv");
    List<String> names = List.of(lines.getFirst().split(","));
    int columns = names.size() - RESULTS;
    FeatureMatrix.Builder matrix = FeatureMatrix.builder(names.subList(0, columns));
    int rows = lines.size() - 1;
    boolean[] outlier = new boolean[rows];
    double[] ecod = new double[rows];
    double[] hbos = new double[rows];
    for (int row = 0; row < rows; row++) {
      String[] fields = lines.get(row + 1).split(",");
      double[] values = new double[columns];
      for (int column = 0; column < columns; column++) {
        values[column] = Double.parseDouble(fields[column]);
      }
      matrix.add("row-" + row, values);
      outlier[row] = fields[columns].equals("1");
      ecod[row] = Double.parseDouble(fields[columns + 1]);
      hbos[row] = Double.parseDouble(fields[columns + 2]);
    }
    return new ReferenceMatrix(name, matrix.build(), outlier, ecod, hbos, forestAuc);
  }

  private static List<String> lines(String file) {
    try (InputStream in =
        Objects.requireNonNull(ReferenceMatrix.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** The share of the pairs of a planted and another row in which the planted scores higher. */
  double auc(double[] scores) {
    double won = 0;
    long pairs = 0;
    for (int planted = 0; planted < scores.length; planted++) {
      for (int other = 0; other < scores.length; other++) {
        if (outlier[planted] && !outlier[other]) {
          pairs++;
          won += (Double.compare(scores[planted], scores[other]) + 1) / 2.0;
        }
      }
    }
    return won / pairs;
  }

  @Override
  public String toString() {
    return name;
  }
}
