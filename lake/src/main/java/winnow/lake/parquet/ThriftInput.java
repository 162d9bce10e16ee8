// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.InterningProtocol;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TProtocolException;
import shaded.parquet.org.apache.thrift.protocol.TStruct;
import shaded.parquet.org.apache.thrift.transport.TEndpointTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;
import winnow.lake.parquet.encoding.MalformedParquetException;

/**
 * Reads Thrift structs (compact protocol) from bytes nobody vouches for: no text or list is longer
 * than the bytes there are, and nesting is limited.
 */
final class ThriftInput {
  private final Bytes bytes;

  /** Reads {@code source[from, to)}. */
  ThriftInput(byte[] source, int from, int to) throws MalformedParquetException {
    try {
      bytes = new Bytes(source, from, to);
    } catch (TTransportException e) {
      throw new MalformedParquetException("no Thrift message of " + (to - from) + " bytes", e);
    }
  }

  /** Where the next struct starts. */
  int position() {
    return bytes.position;
  }

  FileMetaData readFileMetaData() throws MalformedParquetException {
    FileMetaData footer = new FileMetaData();
    read(footer);
    return footer;
  }

  PageHeader readPageHeader() throws MalformedParquetException {
    PageHeader header = new PageHeader();
    read(header);
    return header;
  }

  private void read(TBase<?, ?> struct) throws MalformedParquetException {
    try {
      struct.read(new InterningProtocol(new LimitedProtocol(bytes)));
    } catch (TException | RuntimeException e) {
      throw new MalformedParquetException(
          "no " + struct.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  private static final class Bytes extends TEndpointTransport {
    private final byte[] source;
    private final int limit;
    private int position;

    Bytes(byte[] source, int from, int to) throws TTransportException {
      super(new TConfiguration(Integer.MAX_VALUE, Integer.MAX_VALUE, 64));
      this.source = source;
      position = from;
      limit = to;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws TTransportException {
      if (length > limit - position) {
        throw new TTransportException(TTransportException.END_OF_FILE, "it ends too early");
      }
      System.arraycopy(source, position, target, offset, length);
      position += length;
      return length;
    }

    /** Asked before room is made for a binary, which the protocol's own limits leave out. */
    @Override
    public void checkReadBytesAvailable(long length) throws TTransportException {
      if (length < 0 || length > limit - position) {
        throw new TTransportException(
            TTransportException.END_OF_FILE,
            "%d bytes wanted, %d left".formatted(length, limit - position));
      }
    }

    @Override
    public byte[] getBuffer() {
      return source;
    }

    @Override
    public int getBufferPosition() {
      return position;
    }

    @Override
    public int getBytesRemainingInBuffer() {
      return limit - position;
    }

    @Override
    public void consumeBuffer(int length) {
      position += length;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws TTransportException {
      throw new TTransportException("read-only");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void open() {}

    @Override
    public void close() {}
  }

  private static final class LimitedProtocol extends TCompactProtocol {
    private static final int DEEPEST = 32;
    private int depth;

    LimitedProtocol(Bytes bytes) {
      super(bytes, bytes.limit - bytes.position, bytes.limit - bytes.position);
    }

    @Override
    public TStruct readStructBegin() throws TException {
      enter();
      return super.readStructBegin();
    }

    @Override
    public void readStructEnd() throws TException {
      depth--;
      super.readStructEnd();
    }

    @Override
    public TList readListBegin() throws TException {
      enter();
      return super.readListBegin();
    }

    @Override
    public void readListEnd() throws TException {
      depth--;
      super.readListEnd();
    }

    private void enter() throws TProtocolException {
      if (++depth > DEEPEST) {
        throw new TProtocolException(TProtocolException.DEPTH_LIMIT, "nested too deeply");
      }
    }
  }
}
