// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import winnow.decode.DecodeSink;
import winnow.decode.LittleEndian;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;

/** Reads the records of the blocks of one file. */
final class RecordReader {
  private static final int RECORD_HEADER = 4;
  private static final int EXPORTER_BYTES = 32;
  private static final int SAMPLER_BYTES = 24;
  private static final int OLD_SAMPLER_BYTES = 16;

  /** Of every flow: the counters of sampled ones have been multiplied before they were stored. */
  static final long SAMPLING_INTERVAL = 1;

  private final DecodeSink sink;
  private final Exporters exporters = new Exporters();
  private final ElementRecords elementRecords;
  private final CommonRecords commonRecords;
  private int blockStart;
  private long blockOffset;
  private boolean plain;

  RecordReader(DecodeSink sink) {
    this.sink = sink;
    elementRecords = new ElementRecords(exporters, this);
    commonRecords = new CommonRecords(exporters, this);
  }

  /**
   * Reads a block.
   *
   * @param offset offset in the file of index {@code start} when {@code plain}, else of the block
   * @param plain whether the bytes are as they are in the file
   */
  void read(byte[] bytes, int start, int end, long offset, boolean plain) {
    blockStart = start;
    blockOffset = offset;
    this.plain = plain;
    int at = start;
    while (end - at >= RECORD_HEADER) {
      int type = LittleEndian.u16(bytes, at);
      int size = LittleEndian.u16(bytes, at + 2);
      if (size < RECORD_HEADER || size > end - at) {
        String detail = "record of type %d claims %d bytes where %d are left";
        reject(RejectReason.MALFORMED, at, detail.formatted(type, size, end - at));
        return;
      }
      readRecord(type, bytes, at, size);
      at += size;
    }
    if (at < end) {
      reject(RejectReason.TRUNCATED, at, (end - at) + " bytes after the last record");
    }
  }

  private void readRecord(int type, byte[] bytes, int at, int size) {
    switch (type) {
      case 11 -> elementRecords.read(bytes, at, size);
      case 1, 10 -> commonRecords.read(type, bytes, at, size);
      case 2 -> commonRecords.readMap(bytes, at, size);
      case 7 -> {
        if (isLong("exporter", size, EXPORTER_BYTES, at)) {
          exporters.describe(bytes, at);
        }
      }
      case 9 -> isLong("sampler", size, OLD_SAMPLER_BYTES, at);
      case 15 -> isLong("sampler", size, SAMPLER_BYTES, at);
      case 8, 12, 13, 14 -> sink.skip(SkipReason.OPTIONS, 1);
      case 0x8001, 0x8002 -> sink.skip(SkipReason.COMMENT, 1);
      default -> sink.skip(SkipReason.OTHER_PROTOCOL, 1);
    }
  }

  private boolean isLong(String record, int size, int needed, int at) {
    if (size < needed) {
      reject(
          RejectReason.MALFORMED, at, record + " record has " + size + " of " + needed + " bytes");
      return false;
    }
    sink.skip(SkipReason.OPTIONS, 1);
    return true;
  }

  DecodeSink sink() {
    return sink;
  }

  /** Rejects the record at index {@code at} of the block. */
  void reject(RejectReason reason, int at, String detail) {
    long offset = plain ? blockOffset + at - blockStart : blockOffset;
    sink.reject(new Rejection(reason, offset, "nfdump " + detail));
  }
}
