// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.schema.IpAddress;

class NamesTest {
  @Test
  void everyProtocolHasItsOwnName() {
    Set<String> names = new HashSet<>();
    for (int protocol = 0; protocol < 256; protocol++) {
      assertThat(names.add(Protocols.name(protocol))).as(Protocols.name(protocol)).isTrue();
    }
    assertThat(Protocols.name(6)).isEqualTo("TCP");
    assertThat(Protocols.name(58)).isEqualTo("ICMP6");
    assertThat(Protocols.name(253)).isEqualTo("253");
  }

  @Test
  void codesHaveTheirRegisteredNames() {
    assertThat(DnsNames.type(28)).isEqualTo("AAAA");
    assertThat(DnsNames.type(4242)).isEqualTo("TYPE4242");
    assertThat(DnsNames.dnsClass(1)).isEqualTo("IN");
    assertThat(DnsNames.responseCode(3)).isEqualTo("NXDOMAIN");
    assertThat(HttpStatuses.reason(404)).contains("Not Found");
    assertThat(HttpStatuses.reason(799)).isEmpty();
    assertThat(ServicePorts.name(22, 6)).contains("ssh");
    assertThat(ServicePorts.name(22, 17)).isEmpty();
  }

  @Test
  void popularDomainsHaveRanksAndFirstLabels() throws IOException {
    PopularDomains domains =
        PopularDomains.read(
            "top.csv", new StringReader("1,Google.com\n2,bbc.co.uk\n3,google.de\n"));
    assertThat(domains.rank("google.com")).hasValue(1);
    assertThat(domains.rank("example.com")).isEmpty();
    assertThat(domains.firstLabels()).containsExactlyInAnyOrder("google", "bbc");
  }

  @Test
  void aPlaceKnowsWhatItsLineSays() throws IOException {
    GeoRanges geo =
        GeoRanges.read(
            "geo.csv",
            new StringReader(
                "192.0.2.0/24,CH,Bern,46.9,7.4,64500,Example\n192.0.2.128/25,,,,,,\n"));
    assertThat(geo.find(IpAddress.parse("192.0.2.1")))
        .contains(new Place("CH", "Bern", 46.9, 7.4, 64500L, "Example"));
    assertThat(geo.find(IpAddress.parse("192.0.2.200")))
        .contains(new Place(null, null, null, null, null, null));
  }
}
