// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final Map<String, String> ALL =
      Map.of(
          "host", "10.0.0.5",
          "network", "192.0.2.0/24",
          "domain", "*.example.com",
          "port", "443",
          "agent", "curl/*",
          "family", "spot",
          "window", "2026-03-01T12:00:00Z/2026-03-01T14:00:00Z",
          "hours", "02:00-04:30");

  @Test
  void everyConditionIsReadAndWrittenAgain() {
    assertThat(ALL.keySet()).containsExactlyInAnyOrderElementsOf(Scope.NAMES);
    assertThat(Scope.parse(ALL).texts()).isEqualTo(ALL);
  }

  @Test
  void itIsShownInOneOrder() {
    assertThat(Scope.parse(Map.of("port", "443", "host", "10.0.0.5", "domain", "*.Example.com")))
        .hasToString("host 10.0.0.5, domain *.example.com, port 443");
  }

  @Test
  void allConditionsHaveToHold() {
    Sighting sighting = Sighting.of("10.0.0.5", "beacon", "192.0.2.7 443/6", 0, 0);
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("host", "10.0.0.5");
    texts.put("network", "192.0.2.0/24");
    texts.put("port", "443");
    texts.put("family", "beacon");
    assertThat(Scope.parse(texts).matches(sighting)).isTrue();
    Map<String, String> wrong =
        Map.of("host", "10.0.0.6", "network", "192.0.3.0/24", "port", "80", "family", "tunnel");
    wrong.forEach((name, text) -> {
      Map<String, String> changed = new LinkedHashMap<>(texts);
      changed.put(name, text);
      assertThat(Scope.parse(changed).matches(sighting)).as(name).isFalse();
    });
  }

  @Test
  void aTimeAloneIsTooMuch() {
    assertThatThrownBy(() -> Scope.parse(Map.of("hours", "02:00-04:30")))
        .hasMessage("a suppression needs a host, network, domain, port, agent or family");
    assertThatThrownBy(() -> Scope.parse(Map.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> Scope.parse(Map.of("port", "http")))
        .hasMessage("port cannot be read: \"http\"");
    assertThatThrownBy(() -> Scope.parse(Map.of("family", "x", "hours", "2-4")))
        .hasMessage("hours cannot be read: \"2-4\"");
    assertThatThrownBy(() -> Scope.parse(Map.of("host", "x", "peer", "y")))
        .hasMessage("unknown condition \"peer\"");
  }

  @Test
  void hostsAreComparedAsAddressesAndNamesWithoutCase() {
    assertThat(
            Scope.parse(Map.of("host", "2001:DB8:0::5"))
                .matches(Sighting.of("2001:db8::5", "x", "", 0, 0)))
        .isTrue();
    assertThat(Scope.parse(Map.of("host", "Host1")).matches(Sighting.of("host1", "x", "", 0, 0)))
        .isTrue();
    assertThat(
            Scope.parse(Map.of("host", "10.0.0.5"))
                .matches(Sighting.of("10.0.0.50", "x", "", 0, 0)))
        .isFalse();
  }
}
