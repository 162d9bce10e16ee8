// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.share;

import java.util.ArrayList;
import java.util.List;
import winnow.analysis.count.PackedReader;
import winnow.analysis.count.PackedWriter;
import winnow.analysis.count.RowSource;
import winnow.analysis.day.DayCounter;
import winnow.analysis.day.PackedContacts;
import winnow.context.AddressRange;
import winnow.context.InternalNetworks;
import winnow.schema.IpAddress;

/** What is done where the rows of a share of a day are, by one thread. */
public enum DayWork {
  /** Counts the rows; asked with the networks, packed. */
  COUNT {
    @Override
    public byte[] answer(RowSource rows, byte[] question) {
      PackedWriter out = new PackedWriter();
      DayCounter.count(List.of(rows), readNetworks(question), 1).write(out);
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

  static byte[] write(InternalNetworks networks) {
    PackedWriter out = new PackedWriter();
    out.number(networks.named().size());
    for (AddressRange range : networks.named()) {
      out.text(range.first().toString()).text(range.last().toString());
    }
    return out.toBytes();
  }

  private static InternalNetworks readNetworks(byte[] bytes) {
    PackedReader in = new PackedReader(bytes);
    int size = in.size();
    List<AddressRange> ranges = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ranges.add(new AddressRange(IpAddress.parse(in.text()), IpAddress.parse(in.text())));
    }
    return new InternalNetworks(ranges);
  }
}
