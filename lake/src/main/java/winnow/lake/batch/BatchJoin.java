// SPDX-License-Identifier: Apache-2.0
package winnow.lake.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import winnow.schema.batch.ColumnBatch;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;

/** Puts the rows of several batches with the same columns one after the other. */
public final class BatchJoin {
  private BatchJoin() {}

  /** The rows of {@code batches}, which are not empty, in order. */
  public static ColumnBatch join(List<ColumnBatch> batches) {
    ColumnBatch first = batches.getFirst();
    if (batches.size() == 1) {
      return first;
    }
    int rows = batches.stream().mapToInt(ColumnBatch::rows).sum();
    List<ColumnVector> joined = new ArrayList<>();
    for (int i = 0; i < first.columns().size(); i++) {
      int column = i;
      List<ColumnVector> parts =
          batches.stream().map(batch -> batch.vectors().get(column)).toList();
      joined.add(
          switch (parts.getFirst()) {
            case LongVector v -> longs(cast(parts, LongVector.class), rows);
            case DoubleVector v -> doubles(cast(parts, DoubleVector.class), rows);
            case TextVector v -> texts(cast(parts, TextVector.class), rows);
            case LongListVector v -> longLists(cast(parts, LongListVector.class), rows);
            case TextListVector v -> textLists(cast(parts, TextListVector.class), rows);
          });
    }
    return new ColumnBatch(first.columns(), joined, rows);
  }

  private static <T extends ColumnVector> List<T> cast(List<ColumnVector> parts, Class<T> type) {
    return parts.stream().map(type::cast).toList();
  }

  private static LongVector longs(List<LongVector> parts, int rows) {
    long[] values = new long[rows];
    boolean anyAbsent = parts.stream().anyMatch(LongVector::hasAbsent);
    long[] absent = anyAbsent ? new long[(rows + 63) >> 6] : null;
    int at = 0;
    for (LongVector part : parts) {
      System.arraycopy(part.values(), 0, values, at, part.rows());
      for (int row = 0; absent != null && part.hasAbsent() && row < part.rows(); row++) {
        if (part.isAbsent(row)) {
          absent[(at + row) >> 6] |= 1L << (at + row);
        }
      }
      at += part.rows();
    }
    return new LongVector(rows, values, absent);
  }

  private static DoubleVector doubles(List<DoubleVector> parts, int rows) {
    double[] values = new double[rows];
    int at = 0;
    for (DoubleVector part : parts) {
      System.arraycopy(part.values(), 0, values, at, part.rows());
      at += part.rows();
    }
    return new DoubleVector(rows, values);
  }

  private static TextVector texts(List<TextVector> parts, int rows) {
    Map<String, Integer> idOfText = new HashMap<>();
    List<String> dictionary = new ArrayList<>();
    int[] ids = new int[rows];
    int at = 0;
    for (TextVector part : parts) {
      int[] newIds = new int[part.dictionary().length];
      Arrays.fill(newIds, TextVector.ABSENT);
      for (int row = 0; row < part.rows(); row++) {
        int id = part.ids()[row];
        if (id != TextVector.ABSENT && newIds[id] == TextVector.ABSENT) {
          newIds[id] = id(part.dictionary()[id], idOfText, dictionary);
        }
        ids[at + row] = id == TextVector.ABSENT ? TextVector.ABSENT : newIds[id];
      }
      at += part.rows();
    }
    return new TextVector(rows, ids, dictionary.toArray(String[]::new));
  }

  private static int id(String text, Map<String, Integer> idOfText, List<String> dictionary) {
    Integer known = idOfText.putIfAbsent(text, dictionary.size());
    if (known != null) {
      return known;
    }
    dictionary.add(text);
    return dictionary.size() - 1;
  }

  private static LongListVector longLists(List<LongListVector> parts, int rows) {
    int[] offsets = offsets(parts, rows, LongListVector::rows, part -> part::offset);
    long[] elements = new long[offsets[rows]];
    int at = 0;
    for (LongListVector part : parts) {
      int length = part.offset(part.rows());
      System.arraycopy(part.elements(), 0, elements, at, length);
      at += length;
    }
    return new LongListVector(rows, offsets, elements);
  }

  private static TextListVector textLists(List<TextListVector> parts, int rows) {
    int[] offsets = offsets(parts, rows, TextListVector::rows, part -> part::offset);
    List<TextVector> elements = parts.stream().map(TextListVector::elements).toList();
    return new TextListVector(rows, offsets, texts(elements, offsets[rows]));
  }

  private static <T> int[] offsets(
      List<T> parts, int rows, ToIntFunction<T> rowsOf, Function<T, Offsets> offsetsOf) {
    int[] offsets = new int[rows + 1];
    int at = 0;
    for (T part : parts) {
      Offsets partOffsets = offsetsOf.apply(part);
      int before = offsets[at];
      for (int row = 1; row <= rowsOf.applyAsInt(part); row++) {
        offsets[at + row] = before + partOffsets.at(row);
      }
      at += rowsOf.applyAsInt(part);
    }
    return offsets;
  }

  /** Where the elements of a row start. */
  private interface Offsets {
    int at(int row);
  }
}
