// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4",
    "255.255.255.255, 255.255.255.255",
    "0.0.0.0, 0.0.0.0",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "::ffff:10.0.0.1, 10.0.0.1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "fe80::1:2:3:4, fe80::1:2:3:4",
    "0:1:2:3:4:5:6:7, 0:1:2:3:4:5:6:7",
  })
  void printsCanonicalText(String text, String canonical) {
    assertThat(IpAddress.parse(text)).hasToString(canonical);
    assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4 ",
        "1..2.3",
        "1.2.3.",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "fe80::1%eth0",
        "::1.2.3",
        "1:2:3:4:5:6:7:1.2.3.4",
        "g::",
        "00:1b:21:3c:4d:5e",
        "1:2:3:4:5:6:7:8::"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(IpAddress.find(text)).isEmpty();
    assertThatThrownBy(() -> IpAddress.parse(text))
        .hasMessage("not an IP address: \"" + text + "\"");
  }

  @Test
  void agreesWithTheJdkOnRandomAddresses() throws UnknownHostException {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = random.nextInt(3) == 0 ? 0 : (byte) random.nextInt();
      }
      IpAddress address = IpAddress.ofBytes(bytes, 0, bytes.length);
      assertThat(InetAddress.getByName(address.toString()).getAddress())
          .isEqualTo(address.toBytes());
      assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
      assertThat(IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress()))
          .isEqualTo(address);
    }
  }

  @Test
  void ordersByUnsignedValue() {
    assertThat(IpAddress.parse("10.0.0.1")).isLessThan(IpAddress.parse("200.0.0.1"));
    assertThat(IpAddress.parse("200.0.0.1")).isLessThan(IpAddress.parse("2001:db8::"));
    assertThat(IpAddress.parse("2001:db8::")).isLessThan(IpAddress.parse("ff02::1"));
  }
}
