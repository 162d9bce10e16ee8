// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.schema.IpAddress;

class MatcherTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "example.com,     example.com,          true",
    "example.com,     EXAMPLE.com.,         true",
    "Example.COM.,    example.com,          true",
    "example.com,     www.example.com,      false",
    "example.com,     example.com.evil.net, false",
    "*.example.com,   www.example.com,      true",
    "*.example.com,   a.b.example.com,      true",
    "*.example.com,   example.com,          false",
    "*.example.com,   notexample.com,       false",
    "*.example.com,   www.example.com.net,  false",
    "*.example.com,   evil\\.example.com,   false",
    "*.example.com,   x.evil\\.example.com, false",
    "*.example.com,   a\\.b.example.com,    true",
    "*.com,           example.com,          true",
    "*.com,           com,                  false",
    "*.bücher.example, www.xn--bcher-kva.example, true",
    "xn--bcher-kva.example, BÜCHER.example, true",
    "*.例え.jp,        www.例え。jp,          true",
    "_dmarc.example.com, _dmarc.example.com, true",
    "intranet,        intranet,             true",
  })
  void aDomainIsComparedLabelByLabel(String pattern, String name, boolean matches) {
    assertThat(Matcher.Domain.parse(pattern).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "*",
        "*.",
        "**.example.com",
        "www.*.com",
        "w*.example.com",
        "*example.com",
        "a..b",
        ".example.com",
        "192.0.2.7",
        "example.com/path",
        "exa mple.com",
        "example.com:443",
        "[::1]",
        "a\\.b.com"
      })
  void whatIsNoDomainIsRefused(String pattern) {
    assertThatThrownBy(() -> Matcher.Domain.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + pattern + "\"");
  }

  @Test
  void domainsAgreeWithAComparisonOfReversedLabels() {
    Random random = new Random(1);
    String[] labels = {"a", "b", "ab", "com", "A"};
    int matching = 0;
    for (int i = 0; i < 4_000; i++) {
      String name = name(random, labels);
      String suffix = name(random, labels);
      boolean isBelow = random.nextBoolean();
      boolean expected = oracle(name.toLowerCase(), suffix.toLowerCase(), isBelow);
      String pattern = (isBelow ? "*." : "") + suffix;
      assertThat(Matcher.Domain.parse(pattern).matches(name))
          .as(pattern + " and " + name)
          .isEqualTo(expected);
      matching += expected ? 1 : 0;
    }
    assertThat(matching).isBetween(100, 2_000);
  }

  /** With a dot before both, a name is below another when it ends with it and is longer. */
  private static boolean oracle(String name, String suffix, boolean isBelow) {
    return isBelow ? name.endsWith("." + suffix) : name.equals(suffix);
  }

  private static String name(Random random, String[] labels) {
    List<String> chosen = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      chosen.add(labels[random.nextInt(labels.length)]);
    }
    return String.join(".", chosen);
  }

  @Test
  void networksAgreeWithArithmeticOfWholeAddresses() {
    Random random = new Random(2);
    int matching = 0;
    for (int i = 0; i < 4_000; i++) {
      int size = random.nextBoolean() ? 4 : 16;
      byte[] network = new byte[size];
      random.nextBytes(network);
      byte[] other = network.clone();
      if (random.nextInt(3) > 0) {
        int bit = random.nextInt(8 * size);
        other[bit / 8] ^= (byte) (0x80 >> bit % 8);
      }
      int length = random.nextInt(8 * size + 1);
      boolean expected =
          new BigInteger(1, network)
              .shiftRight(8 * size - length)
              .equals(new BigInteger(1, other).shiftRight(8 * size - length));
      IpAddress address = IpAddress.ofBytes(network, 0, size);
      IpAddress otherAddress = IpAddress.ofBytes(other, 0, size);
      if (address.isIpv4() != (size == 4) || otherAddress.isIpv4() != (size == 4)) {
        continue;
      }
      Matcher matcher = Matcher.Network.parse(address + "/" + length);
      assertThat(matcher.matches(sighting("x", otherAddress.toString() + " 443/6", NOON, NOON)))
          .as(matcher.text() + " and " + otherAddress)
          .isEqualTo(expected);
      matching += expected ? 1 : 0;
    }
    assertThat(matching).isBetween(1_000, 3_600);
  }

  @Test
  void ipv4IsInNoNetworkOfIpv6() {
    assertThat(Matcher.Network.parse("::/0").matches(sighting("10.0.0.1", "", NOON, NOON)))
        .isFalse();
    assertThat(Matcher.Network.parse("0.0.0.0/0").matches(sighting("2001:db8::1", "", NOON, NOON)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0/8", "10.0.0.0/", "x/8"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> Matcher.Network.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNetworkIsShownWithoutItsHostBits() {
    assertThat(Matcher.Network.parse("10.1.2.3/8").text()).isEqualTo("10.0.0.0/8");
    assertThat(Matcher.Network.parse("10.1.2.3").text()).isEqualTo("10.1.2.3/32");
    assertThat(Matcher.Network.parse("2001:DB8::5/32").text()).isEqualTo("2001:db8::/32");
  }

  @Test
  void hoursAgreeWithACountOfMinutes() {
    Random random = new Random(3);
    int matching = 0;
    for (int i = 0; i < 4_000; i++) {
      int from = random.nextInt(24 * 60);
      int to = random.nextInt(24 * 60);
      int first = random.nextInt(24 * 60);
      int minutes = random.nextInt(3) == 0 ? random.nextInt(2000) : random.nextInt(120);
      if (from == to) {
        continue;
      }
      boolean expected = true;
      for (int minute = first; minute <= first + minutes && expected; minute++) {
        int ofDay = minute % (24 * 60);
        expected = from < to ? ofDay >= from && ofDay < to : ofDay >= from || ofDay < to;
      }
      Instant begin = Instant.parse("2026-03-01T00:00:00Z").plus(first, ChronoUnit.MINUTES);
      Matcher hours = Matcher.Hours.parse(clock(from) + "-" + clock(to));
      assertThat(hours.matches(sighting("x", "", begin, begin.plus(minutes, ChronoUnit.MINUTES))))
          .as(hours.text() + " and " + begin + " for " + minutes)
          .isEqualTo(expected);
      matching += expected ? 1 : 0;
    }
    assertThat(matching).isBetween(600, 3_000);
  }

  private static String clock(int minute) {
    return String.format("%02d:%02d", minute / 60, minute % 60);
  }

  @Test
  void aWindowHasToHoldAllOfIt() {
    Matcher window = Matcher.Window.parse("2026-03-01T12:00:00Z/2026-03-01T14:00:00Z");
    assertThat(window.matches(sighting("x", "", NOON, NOON.plusSeconds(7199)))).isTrue();
    assertThat(window.matches(sighting("x", "", NOON, NOON.plusSeconds(7200)))).isFalse();
    assertThat(window.matches(sighting("x", "", NOON.minusSeconds(1), NOON))).isFalse();
  }

  @Test
  void portsOfEvidenceComeFromItsPeer() {
    assertThat(ports("192.0.2.7 443/6")).containsExactly(443);
    assertThat(ports("to outside 8443/6, sent 1 to 2 bytes, 3 s")).containsExactly(8443);
    assertThat(ports("evil.example")).isEmpty();
    assertThat(ports("")).isEmpty();
    assertThat(ports("2001:db8::1 53/17")).containsExactly(53);
  }

  private static Set<Integer> ports(String peer) {
    return sighting("10.0.0.1", peer, NOON, NOON).ports();
  }

  @Test
  void namesOfEvidenceComeFromItsPeerUnlessItDescribesBehaviour() {
    assertThat(sighting("10.0.0.1", "evil.example", NOON, NOON).names())
        .containsExactly("evil.example");
    assertThat(sighting("10.0.0.1", "evil.example 443/6", NOON, NOON).names())
        .containsExactly("evil.example");
    assertThat(sighting("10.0.0.1", "POST 2xx text, sent 1 bytes", NOON, NOON).names()).isEmpty();
  }

  @Test
  void agentsAreComparedToTheLetterOrTheirBeginning() {
    Sighting sighting =
        new Sighting("x", "spot", Set.of(), Set.of(), Set.of(), "apt-http/1.3 (amd64)", 0, 0);
    assertThat(new Matcher.Agent("apt-http/*").matches(sighting)).isTrue();
    assertThat(new Matcher.Agent("apt-http/1.3 (amd64)").matches(sighting)).isTrue();
    assertThat(new Matcher.Agent("apt-http/1.3").matches(sighting)).isFalse();
    assertThat(new Matcher.Agent("APT*").matches(sighting)).isFalse();
    assertThat(new Matcher.Agent("apt*").matches(sighting("x", "", NOON, NOON))).isFalse();
    assertThatThrownBy(() -> new Matcher.Agent("*")).hasMessage("an agent needs a name, not \"*\"");
  }

  private static Sighting sighting(String host, String peer, Instant first, Instant last) {
    return Sighting.of(
        host,
        "beacon",
        peer,
        ChronoUnit.MICROS.between(Instant.EPOCH, first),
        ChronoUnit.MICROS.between(Instant.EPOCH, last));
  }
}
