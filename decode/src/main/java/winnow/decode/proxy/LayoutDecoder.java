// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import winnow.decode.DecodeOptions;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.RejectReason;
import winnow.decode.SkipReason;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Lines;
import winnow.decode.text.Slice;
import winnow.schema.HttpRecord;

/**
 * Reads logs whose lines follow a layout: the native log of Squid, the Common and Combined Log
 * Format of Apache and nginx, and any that the options spell out as the configuration of the
 * program does.
 */
public final class LayoutDecoder implements Decoder {
  private static final int LOOKED_AT = 10;

  private final Layout layout;
  private final HttpRow row;

  private LayoutDecoder(Layout layout, DecodeOptions options) {
    this.layout = layout;
    row = new HttpRow(options.zone());
  }

  /**
   * A decoder for the layout in {@code options}.
   *
   * @throws IllegalArgumentException naming what in the layout is not understood
   */
  public static LayoutDecoder of(DecodeOptions options) {
    String layout = options.layout();
    if (layout == null) {
      throw new IllegalArgumentException(
          "the format layout needs a layout: the format string of the program that wrote the log");
    }
    return new LayoutDecoder(Layouts.compile(layout, false), options);
  }

  /** A decoder for the layout called {@code name}; lines may go on after it. */
  public static LayoutDecoder named(String name, DecodeOptions options) {
    return new LayoutDecoder(Layouts.compile(name, true), options);
  }

  /**
   * Whether most of {@code lines}, the first of an input, follow the layout called {@code name}.
   */
  public static boolean recognizes(String name, List<String> lines) {
    LayoutDecoder decoder = named(name, DecodeOptions.named(""));
    int good = 0;
    int bad = 0;
    for (String line : lines.subList(0, Math.min(lines.size(), LOOKED_AT))) {
      if (line.startsWith("#")) {
        continue;
      }
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      try {
        decoder.read(new Slice().over(bytes, 0, bytes.length));
        good++;
      } catch (BadValueException e) {
        bad += e.reason() == RejectReason.BAD_ADDRESS ? 0 : 1;
      }
    }
    return good > bad;
  }

  @Override
  public void decode(InputStream input, DecodeSink sink) throws IOException {
    Lines.decode(
        input,
        sink,
        line -> {
          if (line.charAt(0) == '#') {
            sink.skip(SkipReason.COMMENT, 1);
          } else {
            sink.accept(read(line));
          }
        });
  }

  private HttpRecord read(Slice line) throws BadValueException {
    row.begin();
    layout.read(line, row);
    return row.end();
  }
}
