// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DomainPartsTest {
  @Test
  void genericAndCountryDomainsAreDropped() {
    assertThat(DomainParts.of("services.amazon.com.mx"))
        .isEqualTo(new DomainParts("amazon", "services", 4));
    assertThat(DomainParts.of("amazon.com.mx")).isEqualTo(new DomainParts("amazon", null, 3));
    assertThat(DomainParts.of("a.b.example.org")).isEqualTo(new DomainParts("example", "a.b", 4));
    assertThat(DomainParts.of("services.amazon.com.mx").subdomainLength()).isEqualTo(8);
  }

  @Test
  void someNamesHaveNoDomain() {
    assertThat(DomainParts.of("123.103.104.10.in-addr.arpa"))
        .isEqualTo(new DomainParts(null, null, 6));
    assertThat(DomainParts.of("www.example.xyz")).isEqualTo(new DomainParts(null, null, 3));
    assertThat(DomainParts.of("localhost")).isEqualTo(new DomainParts(null, null, 1));
    assertThat(DomainParts.of("com.mx")).isEqualTo(new DomainParts(null, null, 2));
    assertThat(DomainParts.of("...")).isEqualTo(new DomainParts(null, null, 0));
    assertThat(DomainParts.of("")).isEqualTo(new DomainParts(null, null, 1));
  }

  @Test
  void emptyLabelsInsideCountAndThoseAtTheEndDoNot() {
    assertThat(DomainParts.of("ab..com")).isEqualTo(new DomainParts("", "ab", 3));
    assertThat(DomainParts.of("www.amazon.com.")).isEqualTo(new DomainParts("amazon", "www", 3));
  }

  @Test
  void secondLevelRegistriesAreTakenForDomainsAndCaseMattersAsInSpot() {
    assertThat(DomainParts.of("www.bbc.co.uk").domain()).isEqualTo("co");
    assertThat(DomainParts.of("WWW.AMAZON.COM").domain()).isNull();
  }

  @Test
  void ownDomainsGoBeforePopularOnes() {
    DomainClasses classes = new DomainClasses(Set.of("amazon", "apache"), "apache");
    assertThat(classes.classOf(DomainParts.of("www.amazon.com").domain())).isEqualTo(1);
    assertThat(classes.classOf("apache")).isEqualTo(2);
    assertThat(classes.classOf("example")).isZero();
    assertThat(classes.classOf(null)).isZero();
  }
}
