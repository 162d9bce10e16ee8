// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet.encoding;

import java.io.IOException;

/** A file that is not what the Parquet format says; the message names file, place and value. */
public final class MalformedParquetException extends IOException {
  /** With a complete message. */
  public MalformedParquetException(String message) {
    super(message);
  }

  /** With a complete message and what led to it. */
  public MalformedParquetException(String message, Throwable cause) {
    super(message, cause);
  }
}
