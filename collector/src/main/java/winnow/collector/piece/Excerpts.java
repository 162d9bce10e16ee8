// SPDX-License-Identifier: Apache-2.0
package winnow.collector.piece;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import winnow.decode.DecodeOptions;
import winnow.decode.format.Format;
import winnow.schema.TelemetryKind;

/**
 * Makes excerpts of what was rejected of an input. Each is tried: a piece of which the decoder
 * accepts something, as a datagram that was read in part, would give the same rows twice, and one
 * that it does not reject when it stands alone needs what is not at hand. Both are left out.
 */
public final class Excerpts {
  /** Rejections for which there is no room; also those of lines that are too long. */
  public static final String BEYOND_LIMIT = "beyond the limit";

  /** Rejections of data whose template never came. */
  public static final String NO_TEMPLATE = "no template";

  /** Rejections of pieces that were read in part, or that say nothing when they stand alone. */
  public static final String NOT_ALONE = "not readable alone";

  /** Opens an input anew, decompressed. */
  @FunctionalInterface
  public interface Source {
    /** From its first byte. */
    InputStream open() throws IOException;
  }

  private static final int MAX_TRIALS = 2_000;

  private final Format format;
  private final DecodeOptions options;
  private final Source source;
  private final Set<TelemetryKind> accepted = EnumSet.noneOf(TelemetryKind.class);
  private int trials;

  private Excerpts(Format format, DecodeOptions options, Source source) {
    this.format = format;
    this.options = options;
    this.source = source;
  }

  /**
   * The excerpt of an input.
   *
   * @param format how it was read
   * @param options with what it was read
   * @param source opens it
   * @param places where it was rejected
   */
  public static Excerpt of(
      Format format, DecodeOptions options, Source source, RejectedPlaces places)
      throws IOException {
    return new Excerpts(format, options, source).of(places);
  }

  /** The pieces of an input in which something was rejected, by where they start. */
  public static NavigableMap<Long, byte[]> found(
      Format format, DecodeOptions options, Source source, RejectedPlaces places)
      throws IOException {
    Pieces pieces = new Pieces();
    new Excerpts(format, options, source).take(places.ascending(), pieces);
    return found(pieces);
  }

  private static NavigableMap<Long, byte[]> found(Pieces pieces) {
    NavigableMap<Long, byte[]> found = new TreeMap<>();
    for (Piece piece : pieces.kept()) {
      if (!piece.isContext()) {
        byte[] bytes = piece.bytes();
        found.put(
            piece.offset() + piece.frameBytes(),
            Arrays.copyOfRange(bytes, piece.frameBytes(), bytes.length));
      }
    }
    return found;
  }

  private Excerpt of(RejectedPlaces places) throws IOException {
    long[] offsets = places.ascending();
    Pieces pieces = new Pieces();
    take(offsets, pieces);
    List<Piece> good = new ArrayList<>();
    keepGood(pieces.kept(), 0, pieces.kept().size(), good);
    accepted.clear();
    boolean isSafe = isGood(good);
    Set<TelemetryKind> kinds = EnumSet.noneOf(TelemetryKind.class);
    kinds.addAll(options.kinds());
    kinds.removeAll(accepted);
    if (!isSafe || kinds.isEmpty()) {
      good = List.of();
    }
    long kept = good.stream().mapToLong(Piece::rejections).sum();
    Map<String, Long> leftOut = new TreeMap<>();
    count(leftOut, BEYOND_LIMIT, pieces.beyond() + places.beyond());
    count(leftOut, NO_TEMPLATE, places.withoutTemplate());
    count(leftOut, NOT_ALONE, offsets.length - pieces.beyond() - kept);
    int number = (int) good.stream().filter(piece -> !piece.isContext()).count();
    return new Excerpt(
        number == 0 ? new byte[0] : join(good), number, kinds, found(pieces), leftOut);
  }

  private static void count(Map<String, Long> counts, String why, long count) {
    if (count > 0) {
      counts.put(why, count);
    }
  }

  private void take(long[] offsets, Pieces pieces) throws IOException {
    try (InputStream input = source.open()) {
      PieceReader reader = PieceReader.of(format.name(), input);
      if (reader != null && offsets.length > 0) {
        pieces.take(reader, offsets, PieceReader.isLines(format.name()) && firstIsHeader());
      }
    }
  }

  /** Whether the first line is neither a record nor wrong, as one with the names of columns. */
  private boolean firstIsHeader() throws IOException {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    try (InputStream input = source.open()) {
      LinePieces lines = new LinePieces(input);
      boolean isContext = true;
      while (isContext && lines.next()) {
        byte[] line = lines.bytes();
        isContext = line != null && lines.isContext();
        start.writeBytes(line == null ? new byte[0] : line);
      }
    }
    Trial trial = Trial.of(format, options, start.toByteArray());
    return trial.accepted.isEmpty() && trial.rejected == 0;
  }

  /** Adds to {@code good} what is good of the pieces, halving those that are not. */
  private void keepGood(List<Piece> all, int from, int to, List<Piece> good) throws IOException {
    List<Piece> context = all.subList(0, from).stream().filter(Piece::isContext).toList();
    List<Piece> part = new ArrayList<>(context);
    part.addAll(all.subList(from, to));
    if (isGood(part)) {
      good.addAll(all.subList(from, to));
    } else if (to - from > 1 && trials < MAX_TRIALS) {
      int middle = (from + to) >>> 1;
      keepGood(all, from, middle, good);
      keepGood(all, middle, to, good);
    } else {
      all.subList(from, to).stream().filter(Piece::isContext).forEach(good::add);
    }
  }

  private boolean isGood(List<Piece> pieces) throws IOException {
    long expected = pieces.stream().mapToLong(Piece::rejections).sum();
    if (expected == 0) {
      return true;
    }
    trials++;
    Trial trial = Trial.of(format, options, join(pieces));
    Set<TelemetryKind> wrong = EnumSet.noneOf(TelemetryKind.class);
    wrong.addAll(trial.accepted);
    if (isCapture()) {
      // What a packet carries is rejected; that it was there is told by a flow.
      wrong.remove(TelemetryKind.FLOW);
    }
    boolean isGood = wrong.isEmpty() && trial.rejected == expected;
    if (isGood) {
      accepted.addAll(trial.accepted);
    }
    return isGood;
  }

  private boolean isCapture() {
    return format.name().startsWith("pcap");
  }

  private static byte[] join(List<Piece> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pieces.forEach(piece -> bytes.writeBytes(piece.bytes()));
    return bytes.toByteArray();
  }
}
