// SPDX-License-Identifier: Apache-2.0
package winnow.decode.exporter;

/** Text of application ids (RFC 6759), for applications whose name is not known. */
public final class ApplicationIds {
  /** The engine whose selectors begin with a private enterprise number (section 4.1). */
  private static final int ENGINE_PRIVATE = 20;

  private static final long SELECTOR_MASK = 0x00ff_ffff_ffff_ffffL;

  private ApplicationIds() {}

  /**
   * Classification engine and selector, as in {@code 13:53}; with the enterprise between them where
   * the engine is its own.
   *
   * @param key engine in the top byte, selector below it
   */
  public static String text(long key) {
    int engine = (int) (key >>> 56);
    long selector = key & SELECTOR_MASK;
    if (engine == ENGINE_PRIVATE && selector >>> 32 != 0) {
      return engine + ":" + (selector >>> 32) + ":" + (selector & 0xffff_ffffL);
    }
    return engine + ":" + selector;
  }
}
