// SPDX-License-Identifier: Apache-2.0
package winnow.app.export;

import java.io.IOException;
import winnow.schema.batch.ColumnBatch;

/** Writes rows of one table as text in some format. */
public interface RowWriter {
  /** Writes what comes before all rows. */
  void header(Appendable out) throws IOException;

  /** Writes the rows of a batch that has all columns of the table. */
  void write(ColumnBatch batch, Appendable out) throws IOException;
}
