// SPDX-License-Identifier: Apache-2.0
package winnow.decode.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SyslogMessageTest {
  private static SyslogMessage parse(String text) {
    byte[] bytes = ("xx" + text).getBytes(UTF_8);
    return SyslogMessage.parse(bytes, 2, bytes.length - 2);
  }

  @Test
  void readsRfc5424WithStructuredDataAndByteOrderMark() {
    assertThat(
            parse(
                "<165>1 2026-03-02T10:00:05.003+01:00 fw.example.com app 8710 ID47"
                    + " [a@32473 q=\"x \\] y\"][b@1 c=\"d\"] \uFEFFhello: there"))
        .isEqualTo(
            new SyslogMessage(
                "fw.example.com", "app", "8710", "2026-03-02T10:00:05.003+01:00", "hello: there"));
    assertThat(parse("<34>1 - - - - - -")).isEqualTo(new SyslogMessage("", "", "", "", ""));
  }

  @Test
  void readsRfc3164AndTheLibertiesThatSendersTake() {
    assertThat(parse("<34>Mar  2 10:00:05 gw (squid-1)[77]: 1767323045.049 x\n"))
        .isEqualTo(
            new SyslogMessage("gw", "(squid-1)", "77", "Mar  2 10:00:05", "1767323045.049 x"));
    assertThat(parse("<30>Mar 12 10:00:05 dnsmasq[7]: query[A] x from 192.0.2.1"))
        .isEqualTo(
            new SyslogMessage("", "dnsmasq", "7", "Mar 12 10:00:05", "query[A] x from 192.0.2.1"));
    assertThat(parse("<14>Mar  2 10:00:00 PA-220 1,2026/03/02 10:00:01,00110,TRAFFIC,end"))
        .isEqualTo(
            new SyslogMessage(
                "PA-220", "", "", "Mar  2 10:00:00", "1,2026/03/02 10:00:01,00110,TRAFFIC,end"));
    assertThat(parse("<134>Mar  2 10:00:00 gw CEF:0|Example|Proxy|1|x|y|5|src=192.0.2.1").text())
        .startsWith("CEF:0|Example");
    assertThat(parse("<166>Mar 02 2026 10:00:00 fw1 : %ASA-6-302013: Built inbound").text())
        .contains("%ASA-6-302013: Built inbound");
    assertThat(parse("<13>2026-03-02T10:00:00Z gw named[1]: client"))
        .isEqualTo(new SyslogMessage("gw", "named", "1", "2026-03-02T10:00:00Z", "client"));
    assertThat(parse("no header at all"))
        .isEqualTo(new SyslogMessage("", "", "", "", "no header at all"));
    assertThat(parse("<999999>x").text()).isEqualTo("<999999>x");
  }

  @Test
  void takesAnyBytes() {
    Random random = new Random(7);
    byte[] start =
        "<34>1 2026-03-02T10:00:05Z h a p i [x y=\"z\"] Mar  2 10:00:00 h t[1]: ".getBytes(UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = start.clone();
      for (int change = 0; change < 4; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(bytes.length + 1);
      assertThat(SyslogMessage.parse(bytes, 0, length).text()).isNotNull();
    }
  }

  @Test
  void cutsConnectionsIntoMessagesByCountOrLine() throws IOException {
    assertThat(messages("5 <1>ab9 <1>cd\nef <1>line\n<2>other\r\n\n3 xyz<3>cut off"))
        .containsExactly("<1>ab", "<1>cd\nef ", "<1>line", "<2>other\r", "xyz", "<3>cut off");
    assertThat(messages("12345678901 is a line\n77x too\n"))
        .containsExactly("12345678901 is a line", "77x too");
    assertThat(messages("")).isEmpty();
    assertThat(messages("80 short")).containsExactly("short of 80");
    String longLine = "y".repeat(SyslogStream.MAX_BYTES + 10);
    assertThat(messages(longLine + "\n"))
        .containsExactly("y".repeat(SyslogStream.MAX_BYTES) + " of 60010");
    assertThat(messages(longLine + "\n<1>next\n")).last().isEqualTo("<1>next");
    assertThat(messages((SyslogStream.MAX_BYTES + 10) + " " + longLine + "2 ab"))
        .containsExactly("y".repeat(SyslogStream.MAX_BYTES) + " of 60010", "ab");
  }

  private static List<String> messages(String stream) throws IOException {
    SyslogStream input = new SyslogStream(new ByteArrayInputStream(stream.getBytes(UTF_8)));
    List<String> messages = new ArrayList<>();
    while (input.next()) {
      String text = new String(input.bytes(), 0, input.length(), UTF_8);
      boolean isWhole = input.wholeLength() == input.length();
      messages.add(isWhole ? text : text + " of " + input.wholeLength());
    }
    return messages;
  }
}
