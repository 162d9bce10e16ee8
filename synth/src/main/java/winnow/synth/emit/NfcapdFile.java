// SPDX-License-Identifier: Apache-2.0
package winnow.synth.emit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import winnow.schema.IpAddress;
import winnow.schema.Traffic;

/**
 * A file in layout 2 of nfdump 1.7, uncompressed, little-endian: a 40-octet header, blocks of
 * version 3 records, and an appendix with the name of the source and the sums.
 */
final class NfcapdFile implements Closeable {
  private static final int HEADER_OCTETS = 40;
  private static final int BLOCK_HEADER_OCTETS = 12;
  private static final int BLOCK_OCTETS = 1 << 20;
  private static final int RECORD_LIMIT = 256;
  private static final int BLOCK_LIMIT = 5 << 20;
  private static final short V3_RECORD = 11;
  private static final short GENERIC = 1;
  private static final short IPV4 = 2;
  private static final short IPV6 = 3;
  private static final short MISC = 4;
  private static final short COUNTERS = 5;
  private static final short AS = 7;
  private static final short RECEIVED_IPV4 = 12;
  private static final int CLASSES = 4;

  private final FileChannel channel;
  private final ByteBuffer block =
      ByteBuffer.allocateDirect(BLOCK_OCTETS).order(ByteOrder.LITTLE_ENDIAN);
  private final long createdSeconds;
  private final long[] flows = new long[CLASSES];
  private final long[] octets = new long[CLASSES];
  private final long[] packets = new long[CLASSES];
  private long firstSeenMillis = Long.MAX_VALUE;
  private long lastSeenMillis;
  private int blockRecords;
  private int blocks;

  NfcapdFile(Path path, long createdMicros) throws IOException {
    channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    createdSeconds = createdMicros / 1_000_000;
    channel.write(ByteBuffer.allocate(HEADER_OCTETS));
    block.position(BLOCK_HEADER_OCTETS);
  }

  void write(FlowSegment segment) throws IOException {
    if (block.remaining() < RECORD_LIMIT) {
      flush(true);
    }
    int start = block.position();
    Traffic reverse = segment.reverse();
    block.putShort(V3_RECORD).putShort((short) 0).putShort((short) (reverse == null ? 5 : 6));
    block.put((byte) 0).put((byte) 0);
    block.putShort((short) segment.exporter()).put((byte) 0).put((byte) 10);
    generic(segment);
    addresses(segment);
    misc(segment, reverse);
    element(AS, 8).putInt(segment.source().as()).putInt(segment.destination().as());
    element(RECEIVED_IPV4, 4).putInt(Exporters.ADDRESSES.get(segment.exporter()));
    if (reverse != null) {
      element(COUNTERS, 24).putLong(1).putLong(reverse.packets()).putLong(reverse.octets());
    }
    block.putShort(start + 2, (short) (block.position() - start));
    blockRecords++;
    sum(segment, reverse);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush(true);
      int dataBlocks = blocks;
      long appendix = channel.position();
      appendix();
      ByteBuffer header = ByteBuffer.allocate(HEADER_OCTETS).order(ByteOrder.LITTLE_ENDIAN);
      header.putShort((short) 0xa50c).putShort((short) 2).putInt(0x01070100);
      header.putLong(createdSeconds);
      header.put((byte) 0).put((byte) 0).putShort((short) 1).putInt(0);
      header.putLong(appendix).putInt(BLOCK_LIMIT).putInt(dataBlocks);
      channel.write(header.flip(), 0);
    }
  }

  private void generic(FlowSegment segment) {
    Traffic traffic = segment.traffic();
    element(GENERIC, 48);
    block.putLong(segment.firstMicros() / 1000).putLong(segment.lastMicros() / 1000);
    block.putLong(segment.exportMicros() / 1000);
    block.putLong(traffic.packets()).putLong(traffic.octets());
    block.putShort((short) segment.sourcePort()).putShort((short) segment.destinationPort());
    block.put((byte) segment.conversation().protocol()).put((byte) traffic.tcpFlags());
    block.put((byte) 0).put((byte) traffic.tos());
  }

  private void addresses(FlowSegment segment) {
    IpAddress source = segment.source().address();
    IpAddress destination = segment.destination().address();
    if (segment.ipv4()) {
      element(IPV4, 8).putInt((int) source.low()).putInt((int) destination.low());
    } else {
      element(IPV6, 32).putLong(source.high()).putLong(source.low());
      block.putLong(destination.high()).putLong(destination.low());
    }
  }

  private void misc(FlowSegment segment, @Nullable Traffic reverse) {
    element(MISC, 16).putInt(segment.inputInterface()).putInt(segment.outputInterface());
    block.put((byte) 0).put((byte) 0).put((byte) 0);
    block.put((byte) (reverse == null ? 0 : reverse.tos()));
    block.putInt(0);
  }

  private ByteBuffer element(short type, int octetsOfData) {
    return block.putShort(type).putShort((short) (octetsOfData + 4));
  }

  private void sum(FlowSegment segment, @Nullable Traffic reverse) {
    int kind =
        switch (segment.conversation().protocol()) {
          case 6 -> 0;
          case 17 -> 1;
          case 1, 58 -> 2;
          default -> 3;
        };
    flows[kind]++;
    octets[kind] += segment.traffic().octets() + (reverse == null ? 0 : reverse.octets());
    packets[kind] += segment.traffic().packets() + (reverse == null ? 0 : reverse.packets());
    firstSeenMillis = Math.min(firstSeenMillis, segment.firstMicros() / 1000);
    lastSeenMillis = Math.max(lastSeenMillis, segment.lastMicros() / 1000);
  }

  private void flush(boolean data) throws IOException {
    if (blockRecords == 0) {
      return;
    }
    block.putInt(0, blockRecords).putInt(4, block.position() - BLOCK_HEADER_OCTETS);
    block.putShort(8, (short) 3).putShort(10, (short) 0);
    block.flip();
    while (block.hasRemaining()) {
      channel.write(block);
    }
    block.clear().position(BLOCK_HEADER_OCTETS);
    blockRecords = 0;
    blocks += data ? 1 : 0;
  }

  private void appendix() throws IOException {
    byte[] ident = "synth\0".getBytes(StandardCharsets.US_ASCII);
    block.putShort((short) 0x8001).putShort((short) (4 + ident.length)).put(ident);
    block.putShort((short) 0x8002).putShort((short) (4 + 18 * 8));
    for (long[] sums : new long[][] {flows, octets, packets}) {
      block.putLong(sums[0] + sums[1] + sums[2] + sums[3]);
    }
    for (long[] sums : new long[][] {flows, octets, packets}) {
      for (long sum : sums) {
        block.putLong(sum);
      }
    }
    block.putLong(Math.min(firstSeenMillis, lastSeenMillis)).putLong(lastSeenMillis).putLong(0);
    blockRecords = 2;
    flush(false);
  }
}
