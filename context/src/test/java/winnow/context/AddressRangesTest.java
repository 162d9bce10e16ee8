// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.schema.IpAddress;

class AddressRangesTest {
  @Test
  void theNarrowestRangeNamesAnAddress() throws IOException {
    NetworkNames names =
        NetworkNames.read(
            "networks.csv",
            new StringReader(
                """
                # our networks
                10.0.0.0/8,company
                10.1.0.1-10.1.0.99,"laboratory, east"
                10.1.0.5,printer
                2001:db8::/32,documentation
                """));
    assertThat(names.find(IpAddress.parse("10.1.0.5"))).contains("printer");
    assertThat(names.find(IpAddress.parse("10.1.0.6"))).contains("laboratory, east");
    assertThat(names.find(IpAddress.parse("10.1.0.100"))).contains("company");
    assertThat(names.find(IpAddress.parse("11.0.0.0"))).isEmpty();
    assertThat(names.find(IpAddress.parse("2001:db8::1"))).contains("documentation");
    assertThat(names.find(IpAddress.parse("9.255.255.255"))).isEmpty();
  }

  @Test
  void aWrongLineIsNamed() {
    assertThatThrownBy(() ->
            NetworkNames.read("networks.csv", new StringReader("10.0.0.0/8,a\n\n10.0.0.0/33,b\n")))
        .hasMessage(
            "networks.csv line 3: not a network: \"10.0.0.0/33\": the prefix length must be 0 to"
                + " 32: \"10.0.0.0/33,b\"");
  }

  @Test
  void everyAddressMayBeCovered() {
    AddressRanges<String> all =
        AddressRanges.of(List.of(new AddressRanges.Entry<>(AddressRange.parse("::/0"), "all")));
    assertThat(all.find(IpAddress.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")))
        .contains("all");
    assertThat(all.find(IpAddress.parse("::"))).contains("all");
  }

  @Test
  void lookupsAgreeWithASearchOfAllRanges() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<AddressRanges.Entry<Integer>> entries = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int a = random.nextInt(64);
        int b = random.nextInt(64);
        entries.add(
            new AddressRanges.Entry<>(
                new AddressRange(
                    IpAddress.ofIpv4(Math.min(a, b)), IpAddress.ofIpv4(Math.max(a, b))),
                i));
      }
      AddressRanges<Integer> ranges = AddressRanges.of(entries);
      for (int bits = 0; bits < 66; bits++) {
        assertThat(ranges.find(IpAddress.ofIpv4(bits))).isEqualTo(narrowest(entries, bits));
      }
    }
  }

  @Test
  void privateAndConfiguredNetworksAreInternal() {
    InternalNetworks networks = new InternalNetworks(List.of(AddressRange.parse("203.0.113.0/24")));
    assertThat(networks.contains(IpAddress.parse("172.31.255.255"))).isTrue();
    assertThat(networks.contains(IpAddress.parse("172.32.0.0"))).isFalse();
    assertThat(networks.contains(IpAddress.parse("fd00::1"))).isTrue();
    assertThat(networks.contains(IpAddress.parse("203.0.113.9"))).isTrue();
    assertThat(networks.contains(IpAddress.parse("8.8.8.8"))).isFalse();
  }

  private static Optional<Integer> narrowest(List<AddressRanges.Entry<Integer>> entries, int bits) {
    AddressRanges.Entry<Integer> best = null;
    for (AddressRanges.Entry<Integer> entry : entries) {
      if (entry.range().contains(IpAddress.ofIpv4(bits))
          && (best == null || width(entry) <= width(best))) {
        best = entry;
      }
    }
    return best == null ? Optional.empty() : Optional.of(best.value());
  }

  private static long width(AddressRanges.Entry<Integer> entry) {
    return entry.range().last().low() - entry.range().first().low();
  }
}
