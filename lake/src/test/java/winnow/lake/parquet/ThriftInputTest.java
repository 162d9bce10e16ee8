// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import winnow.lake.parquet.encoding.MalformedParquetException;

class ThriftInputTest {
  @Test
  void noRoomIsMadeForABinaryLongerThanTheBytes() throws Exception {
    // A page header, its data page header (field 5), its statistics (field 5), max (field 1): 2 GiB
    byte[] header = HexFormat.of().parseHex("5c5c18ffffffff07");
    assertThatThrownBy(() -> new ThriftInput(header, 0, header.length).readPageHeader())
        .isInstanceOf(MalformedParquetException.class)
        .hasMessage("no PageHeader: 2147483647 bytes wanted, 0 left");
  }
}
