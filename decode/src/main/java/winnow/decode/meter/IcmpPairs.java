// SPDX-License-Identifier: Apache-2.0
package winnow.decode.meter;

/** Which ICMP types answer each other. */
final class IcmpPairs {
  private static final int NONE = -1;

  private IcmpPairs() {}

  /** The type that answers {@code type} or is answered by it; negative when none does. */
  static int counterpart(boolean version6, int type) {
    return version6 ? counterpart6(type) : counterpart4(type);
  }

  private static int counterpart4(int type) {
    return switch (type) {
      case 0 -> 8;
      case 8 -> 0;
      case 9 -> 10;
      case 10 -> 9;
      case 13 -> 14;
      case 14 -> 13;
      case 15 -> 16;
      case 16 -> 15;
      case 17 -> 18;
      case 18 -> 17;
      default -> NONE;
    };
  }

  private static int counterpart6(int type) {
    return switch (type) {
      case 128 -> 129;
      case 129 -> 128;
      case 130 -> 131;
      case 131 -> 130;
      case 133 -> 134;
      case 134 -> 133;
      case 135 -> 136;
      case 136 -> 135;
      case 139 -> 140;
      case 140 -> 139;
      case 144 -> 145;
      case 145 -> 144;
      default -> NONE;
    };
  }
}
