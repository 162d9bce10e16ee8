// SPDX-License-Identifier: Apache-2.0
package winnow.decode.pcap;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import winnow.decode.BigEndian;
import winnow.decode.DecodeSink;
import winnow.decode.InputBuffer;
import winnow.decode.RejectReason;
import winnow.decode.Rejection;

/**
 * Reads the packets of a pcap or pcapng capture one by one, in either byte order, at the time
 * resolution of the file. Memory is bounded by {@link #MAX_PACKET_BYTES}. Rejections go to the sink
 * with the offset of the packet or block; the reader goes on where the file still makes sense.
 */
public final class CaptureReader {
  /** The largest packet or block that is read; a capture with more per packet lies. */
  public static final int MAX_PACKET_BYTES = 16 * 1024 * 1024;

  private final InputBuffer input;
  private final DecodeSink sink;
  private final boolean isGrowing;
  private @Nullable PacketFile file;
  private boolean ended;

  /**
   * A reader.
   *
   * @param input the capture, from its first byte
   * @param sink takes rejections, and skips of blocks that are no packets
   */
  public CaptureReader(InputStream input, DecodeSink sink) {
    this(input, sink, false);
  }

  private CaptureReader(InputStream input, DecodeSink sink, boolean isGrowing) {
    this.input = new InputBuffer(input);
    this.sink = sink;
    this.isGrowing = isGrowing;
  }

  /**
   * A reader of a capture that is still being written. The end of {@code input} is the end for now:
   * {@link #next} answers false, keeps what there is of a packet, and may be called again when the
   * input has more; {@link #finish} says that no more comes.
   */
  public static CaptureReader growing(InputStream input, DecodeSink sink) {
    return new CaptureReader(input, sink, true);
  }

  /**
   * Reads the next packet into {@code packet} and dissects it. The bytes of {@code packet} are
   * valid until the next call.
   *
   * @return false at the end of the capture, or where it can be followed no further
   */
  public boolean next(PacketView packet) throws IOException {
    if (ended || (file == null && !open())) {
      return false;
    }
    PacketFile.Next next = file == null ? PacketFile.Next.INCOMPLETE : file.next(packet);
    if (next == PacketFile.Next.INCOMPLETE && !isGrowing) {
      finish();
    }
    ended |= next == PacketFile.Next.END;
    return next == PacketFile.Next.PACKET;
  }

  /** Whether no packet can follow, even if the capture grows. */
  public boolean hasEnded() {
    return ended;
  }

  /** Offset behind the last whole packet or block. */
  public long offset() {
    return input.offset();
  }

  /** Ends the capture: what is there of a packet that is not whole is rejected. */
  public void finish() {
    if (!ended && file != null) {
      file.rejectRest();
    } else if (!ended) {
      String size = "capture of " + input.available() + " bytes has no file header";
      sink.reject(new Rejection(RejectReason.TRUNCATED, 0, size));
    }
    ended = true;
  }

  /** Recognises the file; false when too little of it is there, or it is none. */
  private boolean open() throws IOException {
    if (!input.fill(4)) {
      return isIncomplete();
    }
    int magic = BigEndian.i32(input.bytes(), input.position());
    PcapFile.Variant variant = PcapFile.Variant.of(magic);
    if (magic == PcapngFile.SECTION_HEADER) {
      file = new PcapngFile(input, sink);
      return true;
    }
    if (variant == null) {
      String detail =
          "capture starts with 0x%08x, not with a pcap or pcapng magic".formatted(magic);
      sink.reject(new Rejection(RejectReason.UNSUPPORTED, 0, detail));
      ended = true;
      return false;
    }
    if (!input.fill(PcapFile.FILE_HEADER)) {
      return isIncomplete();
    }
    file = PcapFile.open(input, variant, sink);
    return true;
  }

  private boolean isIncomplete() {
    if (!isGrowing) {
      finish();
    }
    return false;
  }

  /** Whether an input that starts with {@code head} is a pcap file. */
  public static boolean isPcap(byte[] head) {
    return head.length >= 4 && PcapFile.Variant.of(BigEndian.i32(head, 0)) != null;
  }

  /** Whether an input that starts with {@code head} is a pcapng file. */
  public static boolean isPcapng(byte[] head) {
    return head.length >= 4 && BigEndian.i32(head, 0) == PcapngFile.SECTION_HEADER;
  }
}
