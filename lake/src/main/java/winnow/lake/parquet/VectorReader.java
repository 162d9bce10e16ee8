// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.util.Arrays;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Type;
import winnow.lake.parquet.encoding.Decompressor;
import winnow.lake.parquet.encoding.MalformedParquetException;
import winnow.schema.batch.ColumnVector;
import winnow.schema.batch.DoubleVector;
import winnow.schema.batch.LongListVector;
import winnow.schema.batch.LongVector;
import winnow.schema.batch.TextListVector;
import winnow.schema.batch.TextVector;
import winnow.schema.column.Column;
import winnow.schema.column.ColumnType;

/** Turns the pages of a column chunk into the vector of a column. */
final class VectorReader {
  private final Column<?, ?> column;
  private final Leaf leaf;
  private final ColumnMetaData chunk;
  private final int rows;

  VectorReader(Column<?, ?> column, Leaf leaf, ColumnMetaData chunk, int rows)
      throws MalformedParquetException {
    this.column = column;
    this.leaf = leaf;
    this.chunk = chunk;
    this.rows = rows;
    boolean list = FileSchema.isList(column.type());
    if (list ? leaf.maxRepetition() != 1 : leaf.depth() != 1 || leaf.maxRepetition() != 0) {
      throw new MalformedParquetException(
          "it is " + (list ? "no list" : "no plain column") + " in this file");
    }
    if (!isReadable(leaf.element().getType(), column.type())) {
      throw new MalformedParquetException(
          leaf.element().getType() + " values cannot be read as " + column.type());
    }
  }

  /** The vector of a column that the file does not have: absent, else 0, empty text or no list. */
  static ColumnVector missing(Column<?, ?> column, int rows) {
    return switch (column.type()) {
      case INT, LONG, TIMESTAMP, BOOLEAN ->
          new LongVector(rows, new long[rows], column.isOptional() ? allBits(rows) : null);
      case DOUBLE -> new DoubleVector(rows, new double[rows]);
      case ADDRESS, TEXT -> {
        int[] ids = new int[rows];
        Arrays.fill(ids, column.isOptional() ? TextVector.ABSENT : 0);
        yield new TextVector(rows, ids, column.isOptional() ? new String[0] : new String[] {""});
      }
      case LONG_LIST -> new LongListVector(rows, new int[rows + 1], new long[0]);
      case TEXT_LIST ->
          new TextListVector(rows, new int[rows + 1], new TextVector(0, new int[0], new String[0]));
    };
  }

  /** Reads the pages, which are in {@code bytes} from {@code from}. */
  ColumnVector read(byte[] bytes, int from, long offsetInFile, Decompressor decompressor)
      throws MalformedParquetException {
    int places = (int) chunk.getNum_values();
    if (leaf.element().getType() == Type.BYTE_ARRAY) {
      TextDecoder texts = new TextDecoder(places);
      ChunkReader pages = new ChunkReader(leaf, chunk, rows, decompressor, texts);
      pages.read(bytes, from, offsetInFile);
      return column.type() == ColumnType.TEXT_LIST
          ? textLists(pages, texts)
          : new TextVector(rows, texts.ids(), texts.dictionary());
    }
    LongDecoder longs =
        new LongDecoder(leaf.element().getType(), TimeScale.isUnsigned(leaf.element()), places);
    ChunkReader pages = new ChunkReader(leaf, chunk, rows, decompressor, longs);
    pages.read(bytes, from, offsetInFile);
    if (column.type() == ColumnType.LONG_LIST) {
      return new LongListVector(rows, pages.offsets(), longs.values());
    }
    if (column.type() == ColumnType.DOUBLE) {
      return new DoubleVector(rows, doubles(longs.values()));
    }
    TimeScale.of(leaf.element(), column.type()).toMicros(longs.values(), rows);
    return new LongVector(rows, longs.values(), pages.hasAbsent() ? absent(pages) : null);
  }

  /** Lists with empty texts in place of absent elements. */
  private TextListVector textLists(ChunkReader pages, TextDecoder texts) {
    int[] ids = texts.ids();
    if (pages.hasAbsent()) {
      int empty = texts.id("");
      for (int i = 0; i < pages.elements(); i++) {
        ids[i] = ids[i] == TextVector.ABSENT ? empty : ids[i];
      }
    }
    return new TextListVector(
        rows, pages.offsets(), new TextVector(pages.elements(), ids, texts.dictionary()));
  }

  private double[] doubles(long[] bits) {
    double[] values = new double[rows];
    boolean floating =
        leaf.element().getType() == Type.DOUBLE || leaf.element().getType() == Type.FLOAT;
    for (int row = 0; row < rows; row++) {
      values[row] = floating ? Double.longBitsToDouble(bits[row]) : bits[row];
    }
    return values;
  }

  private long[] absent(ChunkReader pages) {
    long[] absent = new long[(rows + 63) >> 6];
    for (int w = 0; w < absent.length; w++) {
      absent[w] = ~pages.present()[w];
    }
    if ((rows & 63) != 0) {
      absent[absent.length - 1] &= -1L >>> -rows;
    }
    return absent;
  }

  private static long[] allBits(int rows) {
    long[] bits = new long[(rows + 63) >> 6];
    Arrays.fill(bits, -1);
    if ((rows & 63) != 0) {
      bits[bits.length - 1] = -1L >>> -rows;
    }
    return bits;
  }

  private static boolean isReadable(Type stored, ColumnType wanted) {
    return switch (wanted) {
      case INT, LONG, BOOLEAN, TIMESTAMP, LONG_LIST ->
          stored == Type.INT32 || stored == Type.INT64 || stored == Type.BOOLEAN;
      case DOUBLE ->
          stored == Type.DOUBLE
              || stored == Type.FLOAT
              || stored == Type.INT32
              || stored == Type.INT64;
      case ADDRESS, TEXT, TEXT_LIST -> stored == Type.BYTE_ARRAY;
    };
  }
}
