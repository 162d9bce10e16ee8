// SPDX-License-Identifier: Apache-2.0
package winnow.decode.nfcapd;

import java.util.Arrays;
import winnow.decode.LittleEndian;

/**
 * Which extensions follow the fixed part of the common records that name this map, and where: each
 * extension has one size.
 */
final class ExtensionMap {
  /** Offset of an extension that the map does not have. */
  static final int ABSENT = -1;

  private static final int HEADER = 8;
  private static final int UNKNOWN = -1;

  /** Bytes of each extension. */
  private static final int[] SIZES = {
    UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 4, 8, 4, 8, 4, 4, 16, 4, 16, 4, 4, 8, 4, 8, 4, 8, 16, 16,
    40, 4, 16, 4, 8, 8, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN,
    UNKNOWN, 20, 4, 8, 32, 24, 24, 72, UNKNOWN, 24, 12, 8, 8
  };

  private final int id;
  private final int[] offsets = new int[SIZES.length];
  private final int length;

  /** Reads the map of {@code size} bytes at index {@code at}. */
  ExtensionMap(byte[] bytes, int at, int size) {
    id = size < HEADER ? UNKNOWN : LittleEndian.u16(bytes, at + 4);
    Arrays.fill(offsets, ABSENT);
    int offset = 0;
    for (int i = HEADER; i + 2 <= size; i += 2) {
      int extension = LittleEndian.u16(bytes, at + i);
      if (extension == 0 || extension >= SIZES.length || SIZES[extension] == UNKNOWN) {
        // Where those behind an unknown extension are is not known either.
        break;
      }
      offsets[extension] = offset;
      offset += SIZES[extension];
    }
    length = offset;
  }

  /** Its id, negative when the map is cut. */
  int id() {
    return id;
  }

  /** Where an extension is behind the fixed part, or {@link #ABSENT}. */
  int offset(int extension) {
    return offsets[extension];
  }

  /** Bytes of all extensions that are known. */
  int length() {
    return length;
  }
}
