// SPDX-License-Identifier: Apache-2.0
package winnow.decode.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.decode.Collected;
import winnow.decode.RejectReason;

class JsonReaderTest {
  private final List<String> read = new ArrayList<>();
  private final JsonShape<List<String>> shape =
      new JsonShape<List<String>>()
          .field("a.b", (row, value) -> row.add("b=" + value))
          .field("a.list", (row, value) -> row.add("list=" + value))
          .record("a.rows", row -> row.add("("), row -> row.add(")"))
          .field("a.rows.x", (row, value) -> row.add("x=" + value));
  private final Collected sink = new Collected();

  @Test
  void pathsLeadThroughObjectsAndArrays() throws IOException {
    read(
        "[{\"a\":{\"b\":1.50,\"z\":{\"b\":9},\"list\":[true,null,[\"t\"]],\"b\":{\"q\":1}}},{\"a\":[{\"b\":\"\\u00e4\"}]}]");

    assertThat(read).containsExactly("b=1.50", "list=true", "list=t", "b=ä");
    assertThat(sink.rejections).isEmpty();
  }

  @Test
  void recordsBeginAndEnd() throws IOException {
    read("{\"a\":{\"rows\":[{\"x\":1},{\"x\":2}]}} {\"a\":{\"rows\":{\"x\":3}}}");

    assertThat(read).containsExactly("(", "x=1", ")", "(", "x=2", ")", "(", "x=3", ")");
  }

  @Test
  void bytesThatAreNoJsonAreRejectedOnceWhereTheyAre() throws IOException {
    read("{\"a\":{\"b\":1}}\n{\"a\":{\"b\":]}\n{\"a\":{\"b\":2}}");

    assertThat(read).containsExactly("b=1");
    assertThat(sink.reasons()).containsExactly(RejectReason.MALFORMED);
    assertThat(sink.rejections.getFirst().offset()).isBetween(14L, 30L);
    new JsonReader<>(shape, read).readAll(new ByteArrayInputStream(new byte[] {0, 0, 10, 0}), sink);
    assertThat(sink.reasons()).containsExactly(RejectReason.MALFORMED, RejectReason.MALFORMED);
  }

  @Test
  void troubleOfTheInputIsThrown() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }
        };

    assertThatThrownBy(() -> new JsonReader<>(shape, read).readAll(failing, sink))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
  }

  private void read(String json) throws IOException {
    new JsonReader<>(shape, read)
        .readAll(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), sink);
  }
}
