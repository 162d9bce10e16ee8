// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;
import winnow.lake.parquet.encoding.ByteSink;
import winnow.lake.parquet.encoding.MalformedParquetException;
import winnow.schema.column.Column;

/**
 * The footer of a file, checked: what it says of places and sizes is possible.
 *
 * @param metadata as stored
 * @param leaves the columns of values, in file order
 */
record Footer(FileMetaData metadata, List<Leaf> leaves) {
  /** The most rows a row group may have: a batch is held in memory. */
  static final int MOST_ROWS = 1 << 24;

  private static final int TAIL = 8;
  private static final int DEEPEST = 16;

  /** Reads the footer of {@code source}. */
  static Footer read(SeekableSource source) throws IOException {
    long size = source.size();
    byte[] magic = ParquetWriter.MAGIC;
    if (size < magic.length + TAIL) {
      throw new MalformedParquetException(
          source.name() + ": " + size + " bytes are too few for a Parquet file");
    }
    byte[] tail = new byte[TAIL];
    source.readFully(size - TAIL, tail, 0, TAIL);
    long length = (int) ByteSink.INTS.get(tail, 0);
    if (!Arrays.equals(tail, 4, TAIL, magic, 0, magic.length)) {
      throw new MalformedParquetException(
          source.name() + ": does not end with PAR1: not a Parquet file, or cut off");
    }
    if (length <= 0 || length > size - TAIL - magic.length) {
      throw new MalformedParquetException(
          source.name() + ": the footer cannot have " + length + " bytes in a file of " + size);
    }
    byte[] bytes = new byte[(int) length];
    long start = size - TAIL - length;
    source.readFully(start, bytes, 0, bytes.length);
    try {
      FileMetaData metadata = new ThriftInput(bytes, 0, bytes.length).readFileMetaData();
      Footer footer = new Footer(metadata, leaves(metadata.getSchema()));
      footer.check(start);
      return footer;
    } catch (MalformedParquetException e) {
      throw new MalformedParquetException(
          source.name() + ", footer at byte " + start + ": " + e.getMessage(), e);
    }
  }

  /** Where {@code column} is in the file: by field id where the file has ids, else by name. */
  @Nullable Leaf find(Column<?, ?> column) throws MalformedParquetException {
    Leaf found = null;
    for (Leaf leaf : leaves) {
      Integer id = leaf.fieldId();
      if (id != null ? id == column.id() : leaf.name().equals(column.name())) {
        if (found != null) {
          throw new MalformedParquetException("column " + column + " is stored as a structure");
        }
        found = leaf;
      }
    }
    return found;
  }

  /** What the footer says of the values of {@code leaf} in {@code rowGroup}. */
  ColumnMetaData chunk(int rowGroup, Leaf leaf) {
    return metadata.getRow_groups().get(rowGroup).getColumns().get(leaf.index()).getMeta_data();
  }

  /** Where the pages of a column chunk start. */
  static long start(ColumnMetaData chunk) {
    long data = chunk.getData_page_offset();
    long dictionary = chunk.getDictionary_page_offset();
    return chunk.isSetDictionary_page_offset() && dictionary > 0
        ? Math.min(dictionary, data)
        : data;
  }

  private void check(long end) throws MalformedParquetException {
    long rows = 0;
    for (RowGroup group : metadata.getRow_groups()) {
      if (group.getNum_rows() < 0 || group.getNum_rows() > MOST_ROWS) {
        throw new MalformedParquetException(
            "a row group of " + group.getNum_rows() + " rows; at most " + MOST_ROWS + " are read");
      }
      rows += group.getNum_rows();
      if (group.getColumnsSize() != leaves.size()) {
        throw new MalformedParquetException(
            "a row group of " + group.getColumnsSize() + " columns, not " + leaves.size());
      }
      for (int i = 0; i < leaves.size(); i++) {
        check(group.getColumns().get(i), leaves.get(i), group.getNum_rows(), end);
      }
    }
    if (rows != metadata.getNum_rows()) {
      throw new MalformedParquetException(
          metadata.getNum_rows() + " rows, but " + rows + " in the row groups");
    }
  }

  private static void check(ColumnChunk column, Leaf leaf, long rows, long end)
      throws MalformedParquetException {
    ColumnMetaData chunk = column.getMeta_data();
    if (chunk == null || column.isSetFile_path()) {
      throw new MalformedParquetException(
          "column " + leaf.name() + " is encrypted or in another file");
    }
    long start = start(chunk);
    long length = chunk.getTotal_compressed_size();
    if (start < 0 || length < 0 || start > end - length) {
      throw new MalformedParquetException(
          "column " + leaf.name() + " cannot have " + length + " bytes at " + start);
    }
    long values = chunk.getNum_values();
    if (values < 0 || values > MOST_ROWS || leaf.maxRepetition() == 0 && values != rows) {
      throw new MalformedParquetException(
          "column " + leaf.name() + " cannot have " + values + " values in " + rows + " rows");
    }
    if (chunk.getType() != leaf.element().getType()) {
      throw new MalformedParquetException("column " + leaf.name() + " has two types");
    }
  }

  private static List<Leaf> leaves(List<SchemaElement> elements) throws MalformedParquetException {
    if (elements.isEmpty()) {
      throw new MalformedParquetException("no schema");
    }
    SchemaWalk walk = new SchemaWalk(elements);
    for (int i = 0; i < elements.getFirst().getNum_children(); i++) {
      walk.field(null, 0, 0, 0, 0);
    }
    if (walk.next != elements.size()) {
      throw new MalformedParquetException(
          "a schema of " + walk.next + " elements, not " + elements.size());
    }
    return List.copyOf(walk.leaves);
  }

  private static final class SchemaWalk {
    private final List<SchemaElement> elements;
    private final List<Leaf> leaves = new ArrayList<>();
    private int next = 1;

    SchemaWalk(List<SchemaElement> elements) {
      this.elements = elements;
    }

    void field(@Nullable SchemaElement top, int depth, int definition, int repetition, int inList)
        throws MalformedParquetException {
      if (next >= elements.size() || depth >= DEEPEST) {
        throw new MalformedParquetException("a schema that does not fit its element counts");
      }
      SchemaElement element = elements.get(next++);
      SchemaElement topLevel = top == null ? element : top;
      FieldRepetitionType type = element.getRepetition_type();
      boolean repeated = type == FieldRepetitionType.REPEATED;
      int defined = type == FieldRepetitionType.OPTIONAL || repeated ? definition + 1 : definition;
      int repeats = repeated ? repetition + 1 : repetition;
      int elementLevel = repeated ? defined : inList;
      if (element.isSetType()) {
        leaves.add(
            new Leaf(
                leaves.size(),
                topLevel.getName(),
                topLevel.isSetField_id() ? Integer.valueOf(topLevel.getField_id()) : null,
                element,
                depth + 1,
                defined,
                repeats,
                elementLevel));
      }
      for (int i = 0; i < element.getNum_children(); i++) {
        field(topLevel, depth + 1, defined, repeats, elementLevel);
      }
    }
  }
}
