// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Writes numbers into a byte array that grows, in either byte order. */
public final class ByteWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean bigEndian;

  private ByteWriter(boolean bigEndian) {
    this.bigEndian = bigEndian;
  }

  public static ByteWriter bigEndian() {
    return new ByteWriter(true);
  }

  public static ByteWriter littleEndian() {
    return new ByteWriter(false);
  }

  public ByteWriter u8(long value) {
    return number(value, 1);
  }

  public ByteWriter u16(long value) {
    return number(value, 2);
  }

  public ByteWriter u32(long value) {
    return number(value, 4);
  }

  public ByteWriter i64(long value) {
    return number(value, 8);
  }

  public ByteWriter number(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >>> 8 * (bigEndian ? size - 1 - i : i)));
    }
    return this;
  }

  /** Several 16-bit numbers. */
  public ByteWriter u16s(long... values) {
    for (long value : values) {
      u16(value);
    }
    return this;
  }

  public ByteWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public ByteWriter hex(String digits) {
    return bytes(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  public ByteWriter zeros(int count) {
    return bytes(new byte[count]);
  }

  public int size() {
    return out.size();
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }
}
