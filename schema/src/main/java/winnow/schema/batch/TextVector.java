// SPDX-License-Identifier: Apache-2.0
package winnow.schema.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts, one a row, as ids into a dictionary of distinct texts. Vectors read from one file part
 * share their dictionary, so work per distinct text can be done once per {@link #dictionary}
 * object. The arrays are shared, not copied: neither side may change them afterwards.
 */
public final class TextVector implements ColumnVector {
  /** The id of a row without a value. */
  public static final int ABSENT = -1;

  private final int rows;
  private final int[] ids;
  private final Dictionary texts;

  /**
   * A vector over arrays.
   *
   * @param rows number of rows
   * @param ids index into {@code dictionary} for each row, or {@link #ABSENT}
   * @param dictionary distinct texts, in no particular order
   */
  public TextVector(int rows, int[] ids, String[] dictionary) {
    this(rows, ids, new Dictionary(dictionary));
  }

  /** A vector over an array of at least {@code rows} ids into {@code texts}. */
  public TextVector(int rows, int[] ids, Dictionary texts) {
    this.rows = rows;
    this.ids = ids;
    this.texts = texts;
  }

  @Override
  public int rows() {
    return rows;
  }

  /** The text of {@code row}, null when absent. */
  public @Nullable String value(int row) {
    int id = ids[row];
    return id == ABSENT ? null : texts.strings()[id];
  }

  /** Ids of all rows, at least {@link #rows} of them. */
  public int[] ids() {
    return ids;
  }

  /** The distinct texts; the same array at every call. */
  public String[] dictionary() {
    return texts.strings();
  }

  /** The distinct texts, in either form. */
  public Dictionary texts() {
    return texts;
  }

  /**
   * Distinct texts by id, as strings or as UTF-8: each form is made of the other when it is first
   * asked for. Immutable by agreement; thread-safe.
   */
  public static final class Dictionary {
    private final int size;
    private volatile String @Nullable [] strings;
    private volatile @Nullable Utf8 utf8;

    /** The texts of {@code strings}. */
    public Dictionary(String[] strings) {
      size = strings.length;
      this.strings = strings;
    }

    /** The texts of {@code utf8}. */
    public Dictionary(Utf8 utf8) {
      size = utf8.offsets.length - 1;
      this.utf8 = utf8;
    }

    /**
     * Texts one after the other.
     *
     * @param bytes the texts in UTF-8
     * @param offsets where each starts, and where the last ends
     */
    @SuppressWarnings("ArrayRecordComponent") // shared, not compared
    public record Utf8(byte[] bytes, int[] offsets) {}

    /** Number of texts. */
    public int size() {
      return size;
    }

    /** The texts; lone surrogates may have become `?`. */
    public String[] strings() {
      String[] known = strings;
      if (known == null) {
        known = decoded(utf8());
        strings = known;
      }
      return known;
    }

    /** The texts in UTF-8, with `?` in place of lone surrogates. */
    public Utf8 utf8() {
      Utf8 known = utf8;
      if (known == null) {
        known = encoded(strings());
        utf8 = known;
      }
      return known;
    }

    /** How many bytes the texts have in UTF-8. */
    public int bytes() {
      return utf8().offsets[size];
    }

    private static String[] decoded(Utf8 utf8) {
      String[] strings = new String[utf8.offsets.length - 1];
      for (int id = 0; id < strings.length; id++) {
        int start = utf8.offsets[id];
        int length = utf8.offsets[id + 1] - start;
        strings[id] = new String(utf8.bytes, start, length, StandardCharsets.UTF_8);
      }
      return strings;
    }

    private static Utf8 encoded(String[] strings) {
      int[] offsets = new int[strings.length + 1];
      byte[] bytes = new byte[16 * strings.length];
      for (int id = 0; id < strings.length; id++) {
        byte[] text = strings[id].getBytes(StandardCharsets.UTF_8);
        int end = Math.addExact(offsets[id], text.length);
        if (end > bytes.length) {
          bytes = Arrays.copyOf(bytes, grown(end, bytes.length));
        }
        System.arraycopy(text, 0, bytes, offsets[id], text.length);
        offsets[id + 1] = end;
      }
      return new Utf8(bytes, offsets);
    }

    /** A length of at least {@code needed}, twice {@code length} where an array can be so long. */
    static int grown(int needed, int length) {
      return (int) Math.min(Math.max(needed, 2L * length), Math.max(needed, 0x7fff_fff7));
    }
  }
}
