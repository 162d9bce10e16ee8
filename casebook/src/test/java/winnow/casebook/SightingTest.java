// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import winnow.schema.FindingBuilder;
import winnow.schema.IpAddress;

class SightingTest {
  private final FindingBuilder finding = new FindingBuilder();

  @Test
  void aFlowHasTheAddressesAndPortsOfBothEndsAndTheNameOfItsServer() {
    finding.method = "spot";
    finding.entity = "10.0.0.5";
    finding.peer = "2001:0db8::0007";
    finding.row =
        """
        {"src_addr":"10.0.0.5","src_port":40000,"dst_port":443,"sni":"www.example.com"}\
        """;
    finding.eventTimeMicros = 7;
    Sighting sighting = Sighting.of(finding.build());
    assertThat(sighting.family()).isEqualTo("spot");
    assertThat(sighting.addresses())
        .containsExactlyInAnyOrder(IpAddress.parse("10.0.0.5"), IpAddress.parse("2001:db8::7"));
    assertThat(sighting.ports()).containsExactlyInAnyOrder(40000, 443);
    assertThat(sighting.names()).containsExactly("www.example.com");
    assertThat(sighting.firstMicros()).isEqualTo(7).isEqualTo(sighting.lastMicros());
  }

  @Test
  void aQueryHasItsNameAndThePortOfTheServerOnly() {
    finding.entity = "10.0.0.5";
    finding.peer = "x.evil.example";
    finding.row = "{\"client_port\":40000,\"server_port\":53,\"query\":\"x.evil.example\"}";
    Sighting sighting = Sighting.of(finding.build());
    assertThat(sighting.names()).containsExactly("x.evil.example");
    assertThat(sighting.ports()).containsExactly(53);
    assertThat(sighting.addresses()).containsExactly(IpAddress.parse("10.0.0.5"));
  }

  @Test
  void aRequestHasItsAgentAndItsHostWithoutPort() {
    finding.entity = "10.0.0.5";
    finding.peer = "evil.example:8080";
    finding.row =
        """
        {"host":"evil.example:8080","port":8080,"server_port":3128,"user_agent":"curl/8","query":"?a=1"}\
        """;
    Sighting sighting = Sighting.of(finding.build());
    assertThat(sighting.names()).containsExactly("evil.example");
    assertThat(sighting.ports()).containsExactlyInAnyOrder(8080, 3128);
    assertThat(sighting.agent()).isEqualTo("curl/8");
  }

  @Test
  void aHostThatIsAnAddressIsOne() {
    finding.entity = "10.0.0.5";
    finding.peer = "[2001:db8::1]:8080";
    assertThat(Sighting.of(finding.build()).addresses()).contains(IpAddress.parse("2001:db8::1"));
    finding.peer = "192.0.2.7:80";
    assertThat(Sighting.of(finding.build()).addresses()).contains(IpAddress.parse("192.0.2.7"));
    finding.peer = "2001:db8::80";
    assertThat(Sighting.of(finding.build()).addresses()).contains(IpAddress.parse("2001:db8::80"));
  }

  @Test
  void aBrokenRowSaysWhichItIs() {
    finding.row = "{";
    finding.runId = "spot-1";
    finding.rank = 3;
    assertThatThrownBy(() -> Sighting.of(finding.build()))
        .hasMessage("row of finding 3 of run spot-1 is not JSON");
  }
}
