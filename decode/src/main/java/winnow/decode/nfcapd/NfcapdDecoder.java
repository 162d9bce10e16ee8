// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import winnow.decode.DecodeSink;
import winnow.decode.Decoder;
import winnow.decode.InputBuffer;
import winnow.decode.LittleEndian;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;

/**
 * Reads files of nfcapd and nfdump, layouts 1 (nfdump 1.6) and 2 (nfdump 1.7), as the package
 * comment describes them. Blocks are read one at a time; of a block that is damaged the records
 * before the damage survive.
 */
public final class NfcapdDecoder implements Decoder {
  /** The largest block read, stored or decompressed. nfdump writes blocks of up to 5 MiB. */
  static final int MAX_BLOCK_BYTES = 16 * 1024 * 1024;

  private static final int MAGIC = 0xa50c;
  private static final int BLOCK_HEADER = 12;

  private final BlockOutput output = new BlockOutput(MAX_BLOCK_BYTES);

  @Override
  public void decode(InputStream stream, DecodeSink sink) throws IOException {
    InputBuffer input = new InputBuffer(stream);
    FileHeader header = readHeader(input, sink);
    if (header == null) {
      return;
    }
    RecordReader records = new RecordReader(sink);
    while (input.fill(BLOCK_HEADER)) {
      if (!readBlock(input, header, records, sink)) {
        return;
      }
    }
    if (input.available() > 0) {
      String detail = "nfdump block header has " + input.available() + " of 12 bytes";
      sink.reject(new Rejection(RejectReason.TRUNCATED, input.offset(), detail));
    }
  }

  /** Whether an input that starts with {@code head} is a file of nfcapd. */
  public static boolean recognizes(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    int magic = LittleEndian.u16(head, 0);
    int layout = LittleEndian.u16(head, 2);
    return magic == MAGIC && (layout == 1 || layout == 2)
        || magic == 0x0ca5 && (layout == 0x100 || layout == 0x200);
  }

  private static @Nullable FileHeader readHeader(InputBuffer input, DecodeSink sink)
      throws IOException {
    String trouble;
    RejectReason reason = RejectReason.UNSUPPORTED;
    if (!input.fill(FileHeader.SMALLEST)) {
      reason = RejectReason.TRUNCATED;
      trouble = "nfdump file header has " + input.available() + " of 40 bytes";
    } else {
      FileHeader header = FileHeader.read(input.bytes(), input.position());
      trouble = header.trouble();
      if (trouble == null && input.skip(header.length())) {
        return header;
      } else if (trouble == null) {
        reason = RejectReason.TRUNCATED;
        trouble = "nfdump file ends inside its header of " + header.length() + " bytes";
      }
    }
    sink.reject(new Rejection(reason, 0, trouble));
    return null;
  }

  /** Reads the block whose header is available; false when what follows it cannot be found. */
  private boolean readBlock(
      InputBuffer input, FileHeader header, RecordReader records, DecodeSink sink)
      throws IOException {
    long offset = input.offset();
    long size = LittleEndian.u32(input.bytes(), input.position() + 4);
    int type = LittleEndian.u16(input.bytes(), input.position() + 8);
    int flags = LittleEndian.u16(input.bytes(), input.position() + 10);
    if (size > MAX_BLOCK_BYTES) {
      reject(sink, RejectReason.MALFORMED, offset, "nfdump block claims " + size + " bytes");
      return false;
    }
    int stored = (int) size;
    boolean whole = input.fill(BLOCK_HEADER + stored);
    int there = Math.min(stored, input.available() - BLOCK_HEADER);
    if (type < 2 || type > 4) {
      reject(sink, RejectReason.UNSUPPORTED, offset, "nfdump block has type " + type);
    } else {
      int start = input.position() + BLOCK_HEADER;
      BlockCompression compression = header.compressionOf(flags);
      if (compression == BlockCompression.NONE) {
        records.read(input.bytes(), start, start + there, offset + BLOCK_HEADER, true);
      } else if (whole && compression.decompress(input.bytes(), start, stored, output)) {
        records.read(output.bytes(), 0, output.size(), offset, false);
      } else if (whole) {
        String detail = "nfdump block of %d bytes is no %s data".formatted(stored, compression);
        reject(sink, RejectReason.MALFORMED, offset, detail);
      }
    }
    input.advance(BLOCK_HEADER + there);
    if (!whole) {
      String detail = "nfdump block has %d of %d bytes".formatted(there, stored);
      reject(sink, RejectReason.TRUNCATED, offset, detail);
    }
    return whole;
  }

  private static void reject(DecodeSink sink, RejectReason reason, long offset, String detail) {
    sink.reject(new Rejection(reason, offset, detail));
  }
}
