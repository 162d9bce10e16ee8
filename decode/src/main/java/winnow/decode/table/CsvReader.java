// SPDX-License-Identifier: Apache-2.0
package winnow.decode.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import winnow.decode.InputBuffer;
import winnow.decode.text.BadValueException;
import winnow.decode.text.JsonFields;
import winnow.decode.text.LineReader;
import winnow.decode.text.Slice;
import winnow.decode.text.TextPool;
import winnow.decode.text.Utf8;

/**
 * Reads CSV record by record (RFC 4180): cells in quotes may hold line ends. A record longer than
 * {@link LineReader#MAX_LINE_BYTES} is passed over up to the next line end.
 */
public final class CsvReader implements CellValue {
  private static final int MAX_CELLS = 1024;

  private final InputBuffer input;
  private final byte delimiter;
  private final Slice slice = new Slice();
  private final TextPool pool = new TextPool();
  private final int[] starts = new int[MAX_CELLS];
  private final int[] ends = new int[MAX_CELLS];
  private final boolean[] quoted = new boolean[MAX_CELLS];
  private int count;
  private int length;
  private int cell;
  private long number;
  private boolean tooLong;
  private boolean complete;

  /** Reads {@code stream}, in which commas separate cells. */
  CsvReader(InputStream stream) {
    this(stream, (byte) ',');
  }

  /** Reads {@code stream}, in which {@code delimiter} separates cells. */
  public CsvReader(InputStream stream, byte delimiter) {
    input = new InputBuffer(stream);
    this.delimiter = delimiter;
  }

  /**
   * Goes to the next record.
   *
   * @return false at the end of the input
   */
  public boolean next() throws IOException {
    if (number == 0) {
      skipByteOrderMark();
    }
    input.advance(length);
    length = 0;
    count = 0;
    tooLong = false;
    number++;
    if (!input.fill(1)) {
      return false;
    }
    int at = 0;
    do {
      at = cell(at);
    } while (at >= 0);
    if (tooLong) {
      skipLine();
    }
    return true;
  }

  /** Offset in the input at which the record starts. */
  public long offset() {
    return input.offset();
  }

  /** Number of the record, from 1. */
  public long number() {
    return number;
  }

  /** Whether the record is longer than the limit, and passed over. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Whether the record has its line end; only the last may lack it. */
  public boolean isComplete() {
    return complete;
  }

  /** Number of cells. */
  public int size() {
    return count;
  }

  /** Whether the record is an empty line. */
  public boolean isEmpty() {
    return count == 1 && isAbsent(0);
  }

  /** Whether cell {@code index} is empty and not in quotes. */
  boolean isAbsent(int index) {
    return starts[index] == ends[index] && !quoted[index];
  }

  /** Moves to cell {@code index}. */
  public CsvReader at(int index) {
    cell = index;
    return this;
  }

  @Override
  public Slice scalar() {
    int base = input.position();
    return slice.over(input.bytes(), base + starts[cell], base + ends[cell]);
  }

  @Override
  public String text() {
    String text = pool.text(scalar());
    return quoted[cell] && text.indexOf('"') >= 0 ? text.replace("\"\"", "\"") : text;
  }

  @Override
  public List<String> elements() throws BadValueException {
    byte[] json = text().getBytes(StandardCharsets.UTF_8);
    return JsonFields.readArray(new Slice().over(json, 0, json.length));
  }

  /** All cells as texts. */
  public List<String> texts() {
    String[] texts = new String[count];
    Arrays.setAll(texts, i -> at(i).text());
    return List.of(texts);
  }

  /** Reads the cell at {@code from}; returns where the next one starts, or -1 after the last. */
  private int cell(int from) throws IOException {
    int at = from;
    boolean inQuotes = has(at) && value(at) == '"';
    int start = inQuotes ? from + 1 : from;
    int end = -1;
    if (inQuotes) {
      at = closingQuote(start);
      end = at;
    }
    while (has(at) && value(at) != delimiter && value(at) != '\n') {
      at++;
    }
    if (at > LineReader.MAX_LINE_BYTES || count == MAX_CELLS) {
      tooLong = true;
      return -1;
    }
    boolean last = !has(at) || value(at) == '\n';
    if (end < 0) {
      boolean carriageReturn = last && has(at) && at > start && value(at - 1) == '\r';
      end = carriageReturn ? at - 1 : at;
    }
    starts[count] = start;
    ends[count] = end;
    quoted[count++] = inQuotes;
    complete = has(at);
    length = complete ? at + 1 : at;
    return last ? -1 : at + 1;
  }

  /** Index of the quote that ends the cell, or of the end of the input. */
  private int closingQuote(int from) throws IOException {
    int at = from;
    while (has(at)) {
      if (value(at) != '"') {
        at++;
      } else if (has(at + 1) && value(at + 1) == '"') {
        at += 2;
      } else {
        return at;
      }
    }
    return at;
  }

  /** Whether there is a byte at {@code at}, counted from the start of the record. */
  private boolean has(int at) throws IOException {
    return at <= LineReader.MAX_LINE_BYTES && input.fill(at + 1);
  }

  private byte value(int at) {
    return input.bytes()[input.position() + at];
  }

  private void skipLine() throws IOException {
    length = 0;
    boolean found = false;
    while (!found && input.fill(1)) {
      found = input.bytes()[input.position()] == '\n';
      input.advance(1);
    }
  }

  private void skipByteOrderMark() throws IOException {
    if (input.fill(3)
        && Utf8.decode(input.bytes(), input.position(), input.position() + 3).equals("\ufeff")) {
      input.advance(3);
    }
  }
}
