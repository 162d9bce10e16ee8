// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.host;

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
  void theRestStandsBeforeIt() {
    assertThat(DomainNames.below("a.b.example.com.", "example.com")).isEqualTo("a.b");
    assertThat(DomainNames.below("a.example.com", "example.com")).isEqualTo("a");
    assertThat(DomainNames.below("example.com", "example.com")).isEmpty();
    assertThat(DomainNames.below("", "")).isEmpty();
  }
}
