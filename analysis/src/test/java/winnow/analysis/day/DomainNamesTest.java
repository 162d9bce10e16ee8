// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.day;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DomainNamesTest {
  @Test
  void aDomainHasTwoLabelsOrThree() {
    assertThat(DomainNames.domain("a.b.example.com.")).isEqualTo("example.com");
    assertThat(DomainNames.domain("a.b.example.co.uk")).isEqualTo("example.co.uk");
    assertThat(DomainNames.domain("co.uk")).isEqualTo("co.uk");
    assertThat(DomainNames.domain("localhost")).isEqualTo("localhost");
    assertThat(DomainNames.domain(".")).isEmpty();
    assertThat(DomainNames.domain("")).isEmpty();
  }

  @Test
  void shortNamesAreDomainsToo() {
    assertThat(DomainNames.domain("data.x1z.net")).isEqualTo("x1z.net");
    assertThat(DomainNames.domain("a.b.bit.ly")).isEqualTo("bit.ly");
    assertThat(DomainNames.domain("WWW.Example.COM")).isEqualTo("example.com");
  }

  @Test
  void anAddressIsItsOwnDomain() {
    assertThat(DomainNames.domain("198.51.100.7")).isEqualTo("198.51.100.7");
  }

  @Test
  void theRestStandsBeforeIt() {
    assertThat(DomainNames.below("a.b.example.com.", "example.com")).isEqualTo("a.b");
    assertThat(DomainNames.below("a.example.com", "example.com")).isEqualTo("a");
    assertThat(DomainNames.below("example.com", "example.com")).isEmpty();
    assertThat(DomainNames.below("", "")).isEmpty();
  }
}
