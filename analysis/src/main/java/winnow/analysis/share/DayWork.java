// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import java.util.List;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.RowSource;
import winnow.analysis.day.DayCounter;
import winnow.analysis.day.OwnHosts;
import winnow.analysis.day.PackedContacts;

/** What is done where the rows of a share of a day are, by one thread. */
public enum DayWork {
  /** Counts the rows; asked with the hosts, packed. */
  COUNT {
    @Override
    public byte[] answer(RowSource rows, byte[] question) {
      PackedWriter out = new PackedWriter();
      OwnHosts hosts = OwnHosts.read(new PackedReader(question));
      DayCounter.count(List.of(rows), hosts, 1).write(out);
      return out.toBytes();
    }
  },
  /** Reads contacts, as {@link PackedContacts} asks for them. */
  READ_CONTACTS {
    @Override
    public byte[] answer(RowSource rows, byte[] question) {
      return PackedContacts.answer(List.of(rows), question);
    }
  };

  /** Does it. */
  public abstract byte[] answer(RowSource rows, byte[] question);
}
