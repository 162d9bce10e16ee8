// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.schema.Traffic;
import winnow.synth.scenario.DnsTunnel;
import winnow.synth.scenario.Exfiltration;
import winnow.synth.scenario.Planted;
import winnow.synth.scenario.Scan;
import winnow.synth.scenario.Scenario;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.Outcome;
import winnow.synth.traffic.Service;
import winnow.synth.traffic.WebRequest;

/**
 * Planted traffic of campaigns has no mark by which a rule could find it without knowing what
 * attacks do: whatever it carries, benign traffic carries too.
 */
class BlendingTest {
  private static final List<Collected> NETWORKS =
      java.util.stream.LongStream.range(1, 13)
          .boxed()
          .map(seed -> Scenario.campaigns(250, 3, seed).withIpv6Share(0.3).withProxyShare(0.4))
          .map(scenario -> Collected.days(scenario, 1, 2))
          .toList();

  @Test
  void everyAttackLeavesTraces() {
    for (Collected network : NETWORKS) {
      Set<Planted> found = new HashSet<>();
      network.conversations.forEach(it -> found.add(it.planted()));
      assertThat(found).containsAll(network.scenario.attacks());
    }
  }

  private static <T> void assertNoneIsOnlyPlanted(
      String what,
      Function<Collected, List<T>> records,
      Function<T, @Nullable Planted> attack,
      Function<T, ? extends @Nullable Object> trait) {
    for (List<T> group : NETWORKS.stream().map(records).toList()) {
      assertNoneIsOnlyPlanted(what, group, attack, trait);
    }
  }

  private static <T> void assertNoneIsOnlyPlanted(
      String what,
      List<T> records,
      Function<T, @Nullable Planted> attack,
      Function<T, ? extends @Nullable Object> trait) {
    Set<Object> benign = new HashSet<>();
    Map<Object, String> planted = new HashMap<>();
    for (T record : records) {
      Object value = String.valueOf(trait.apply(record));
      Planted by = attack.apply(record);
      if (by == null) {
        benign.add(value);
      } else {
        planted.put(value, by.id());
      }
    }
    assertThat(planted).as(what).isNotEmpty();
    planted.keySet().removeAll(benign);
    assertThat(planted).as(what + " of planted records alone, by attack").isEmpty();
  }

  private static void assertNoConversation(
      String what, Predicate<Conversation> wanted, Function<Conversation, Object> trait) {
    assertNoneIsOnlyPlanted(
        what,
        it -> it.conversations.stream().filter(wanted).toList(),
        Conversation::planted,
        trait::apply);
  }

  /** Some ways are so rare that a network may have none by chance: all of them together. */
  private static void assertNoWay(String what, Function<Conversation, Object> trait) {
    List<Conversation> all =
        NETWORKS.stream().flatMap(network -> network.conversations.stream()).toList();
    assertNoneIsOnlyPlanted(what, all, Conversation::planted, trait::apply);
  }

  private static void assertNoRequest(String what, Function<WebRequest, Object> trait) {
    assertNoneIsOnlyPlanted(what, it -> it.requests, WebRequest::planted, trait::apply);
  }

  private static boolean notProbes(Conversation it) {
    return !(it.planted() instanceof Scan);
  }

  @Test
  void portsServicesAndOutcomes() {
    assertNoConversation(
        "port", BlendingTest::notProbes, it -> it.protocol() + "/" + it.destinationPort());
    assertNoWay("way to end", it -> it.service() + " " + it.outcome() + " " + it.sent().tos());
    assertNoConversation("port of a scan", it -> plannedPort(it), Conversation::destinationPort);
  }

  private static boolean plannedPort(Conversation it) {
    return !(it.planted() instanceof Scan scan && scan.shape() == Scan.Shape.VERTICAL);
  }

  @Test
  void networksOutside() {
    assertNoConversation("AS", it -> true, it -> it.destination().as());
    assertNoConversation(
        "family", it -> true, it -> it.service() + " " + it.source().address().isIpv4());
  }

  @Test
  void flagsAndTheRelationOfPacketsToOctets() {
    assertNoWay("flags", it -> it.service() + " " + it.sent().tcpFlags());
    for (Collected network : NETWORKS) {
      for (Conversation it : network.conversations) {
        if (it.service() != Service.DNS && it.service() != Service.DNS_TCP) {
          assertPacketsFollowFromOctets(it);
        }
      }
    }
  }

  /** As many packets as the payloads fill, and one acknowledgement for two that come. */
  private static void assertPacketsFollowFromOctets(Conversation it) {
    Traffic back = it.answered();
    if (!it.outcome().established() || back == null || it.protocol() != 6) {
      return;
    }
    long sent = it.sent().octets() - it.sent().packets() * it.headerOctets();
    long answered = back.octets() - back.packets() * it.headerOctets();
    assertThat(it.sent().packets())
        .as("packets of " + it)
        .isEqualTo(Math.ceilDiv(sent, 1400L) + 3 + Math.ceilDiv(answered, 1400L) / 2);
    assertThat(back.packets())
        .as("packets of " + it)
        .isEqualTo(Math.ceilDiv(answered, 1400L) + 2 + Math.ceilDiv(sent, 1400L) / 2);
  }

  @Test
  void whatProxiesAndSensorsWriteDown() {
    assertNoRequest("user agent", it -> it.target().userAgent());
    assertNoRequest("method and scheme", it -> it.target().method() + " " + it.target().scheme());
    assertNoRequest("port", it -> it.target().port());
    assertNoRequest("path", it -> it.target().path());
    assertNoRequest("media type", it -> it.target().method() + " " + it.reply().mimeType());
    assertNoRequest("category", it -> it.reply().category());
    assertNoRequest("status", it -> it.reply().status());
    assertNoRequest("proxied", it -> it.proxied() + " " + it.user().isEmpty());
    assertNoRequest(
        "first label",
        it ->
            it.target()
                .host()
                .substring(0, it.target().host().indexOf('.'))
                .replaceAll("^(?!www$|api$|img$|static$).*", "its own"));
  }

  @Test
  void everyHostHasOneUserAgent() {
    for (Collected network : NETWORKS) {
      Map<String, Set<String>> agents = new HashMap<>();
      for (WebRequest it : network.requests) {
        agents
            .computeIfAbsent(it.user() + it.client(), key -> new TreeSet<>())
            .add(it.target().userAgent());
      }
      long planted = network.requests.stream().filter(it -> it.planted() != null).count();
      assertThat(planted).isPositive();
      for (WebRequest it : network.requests) {
        if (it.planted() != null && it.proxied()) {
          assertThat(agents.get(it.user() + it.client())).hasSize(1);
        }
      }
    }
  }

  @Test
  void questionsAndAnswers() {
    assertNoneIsOnlyPlanted(
        "type and outcome of a question",
        it ->
            it.exchanges.stream()
                .filter(exchange -> !(exchange.planted() instanceof DnsTunnel))
                .toList(),
        DnsExchange::planted,
        it -> it.type() + " " + it.outcome());
    assertNoneIsOnlyPlanted(
        "time to live",
        it -> it.exchanges.stream().filter(exchange -> !exchange.answers().isEmpty()).toList(),
        DnsExchange::planted,
        it -> it.answers().getFirst().ttlSeconds());
    assertNoneIsOnlyPlanted(
        "top-level domain",
        it -> it.exchanges,
        DnsExchange::planted,
        it -> it.name().substring(it.name().lastIndexOf('.') + 1));
  }

  /** Connections to names come after the look-up, or go to addresses that were never looked up. */
  @Test
  void whoeverCallsAServerOfAnAttackByNameHasAskedForItsAddressBefore() {
    for (Collected network : NETWORKS) {
      Map<String, Long> told = new HashMap<>();
      for (DnsExchange it : network.exchanges) {
        for (DnsExchange.Answer answer : it.answers()) {
          told.merge(answer.data(), it.timeMicros(), Math::min);
        }
      }
      List<Conversation> calls =
          network.conversations.stream()
              .filter(it -> it.planted() != null && it.destination().as() != 0)
              .filter(it -> it.service() != Service.DNS)
              .filter(it -> !(it.planted() instanceof Exfiltration))
              .toList();
      assertThat(calls).isNotEmpty();
      for (Conversation it : calls) {
        assertThat(told.getOrDefault(it.destination().address().toString(), Long.MAX_VALUE))
            .as("look-up before " + it)
            .isLessThan(it.startMicros());
      }
    }
  }

  /** No constant gives an attack away. */
  @Test
  void durationsOfPlantedConversationsVary() {
    for (Collected network : NETWORKS) {
      Map<Planted, List<Conversation>> planted =
          network.conversations.stream()
              .filter(it -> it.planted() != null && it.outcome() == Outcome.SF)
              .filter(it -> it.protocol() == 6)
              .collect(Collectors.groupingBy(it -> it.planted()));
      assertThat(planted).isNotEmpty();
      planted.forEach((attack, conversations) -> {
        long different =
            conversations.stream().map(Conversation::durationMicros).distinct().count();
        assertThat((double) different / conversations.size())
            .as("share of durations of " + attack.id() + " that differ")
            .isGreaterThan(0.97);
      });
    }
  }
}
