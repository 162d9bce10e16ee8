// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

/** The lake cannot do what was asked: its state or its storage is in the way. */
public final class LakeException extends RuntimeException {
  /** Trouble without another cause; {@code message} names the thing, the place and the value. */
  public LakeException(String message) {
    super(message);
  }

  /** Trouble because of {@code cause}. */
  public LakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
