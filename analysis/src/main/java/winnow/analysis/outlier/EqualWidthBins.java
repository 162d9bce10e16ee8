// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.outlier;

/**
 * A range in bins of equal width. Bin i holds the values from its lower edge, smallest + i · width,
 * to below the next; the last holds the largest value too. A range of one value is one bin.
 */
final class EqualWidthBins {
  private final double unit;
  private final double smallest;
  private final double width;
  private final int bins;

  private EqualWidthBins(double unit, double smallest, double width, int bins) {
    this.unit = unit;
    this.smallest = smallest;
    this.width = width;
    this.bins = bins;
  }

  /** Bins from the smallest to the largest of the values, of which there is at least one. */
  static EqualWidthBins over(double[] values, int bins) {
    double smallest = values[0];
    double largest = values[0];
    for (double value : values) {
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    double unit = Double.isInfinite(largest - smallest) ? 0.5 : 1;
    double width = (largest * unit - smallest * unit) / bins;
    return new EqualWidthBins(unit, smallest * unit, width, bins);
  }

  /** The bin of one of the values; the edges decide, not the rounding of a quotient. */
  int bin(double value) {
    double place = value * unit;
    if (width == 0) {
      return 0;
    }
    int bin = (int) Math.min((place - smallest) / width, bins - 1);
    if (bin > 0 && place < edge(bin)) {
      return bin - 1;
    }
    return bin < bins - 1 && place >= edge(bin + 1) ? bin + 1 : bin;
  }

  private double edge(int bin) {
    return smallest + bin * width;
  }
}
