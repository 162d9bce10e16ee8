// SPDX-License-Identifier: Apache-2.0
package winnow.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads numbers in network order: the most significant byte first. */
public final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  /** The unsigned 16 bits at {@code index}. */
  public static int u16(byte[] bytes, int index) {
    return (short) SHORT.get(bytes, index) & 0xffff;
  }

  /** The 32 bits at {@code index}. */
  public static int i32(byte[] bytes, int index) {
    return (int) INT.get(bytes, index);
  }

  /** The unsigned 32 bits at {@code index}. */
  public static long u32(byte[] bytes, int index) {
    return (int) INT.get(bytes, index) & 0xffff_ffffL;
  }

  /** The 64 bits at {@code index}. */
  public static long i64(byte[] bytes, int index) {
    return (long) LONG.get(bytes, index);
  }
}
