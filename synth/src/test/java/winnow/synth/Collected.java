// SPDX-License-Identifier: Apache-2.0
package winnow.synth;

import java.util.ArrayList;
import java.util.List;
import winnow.schema.TelemetryKind;
import winnow.synth.blend.Blends;
import winnow.synth.network.SyntheticNetwork;
import winnow.synth.scenario.Scenario;
import winnow.synth.traffic.Conversation;
import winnow.synth.traffic.Day;
import winnow.synth.traffic.DnsExchange;
import winnow.synth.traffic.TrafficSink;
import winnow.synth.traffic.WebRequest;

/** A day of traffic, all of it in memory. */
final class Collected implements TrafficSink {
  final Scenario scenario;
  final List<Conversation> conversations = new ArrayList<>();
  final List<DnsExchange> exchanges = new ArrayList<>();
  final List<WebRequest> requests = new ArrayList<>();
  final List<Long> advances = new ArrayList<>();
  int largestSlice;
  private int sliceStart;

  private Collected(Scenario scenario) {
    this.scenario = scenario;
  }

  static Collected day(Scenario scenario, int index) {
    return days(scenario, index);
  }

  static Collected day(Scenario scenario, int index, Blends blends) {
    Collected collected = new Collected(scenario);
    Day day = new Day(SyntheticNetwork.of(scenario), index);
    new DayTraffic(day, scenario.intensity(), blends).generate(collected);
    return collected;
  }

  static Collected days(Scenario scenario, int... indexes) {
    Collected collected = new Collected(scenario);
    SyntheticNetwork network = SyntheticNetwork.of(scenario);
    for (int index : indexes) {
      new DayTraffic(new Day(network, index), scenario.intensity(), Blends.NONE)
          .generate(collected);
    }
    return collected;
  }

  @Override
  public boolean wants(TelemetryKind kind) {
    return true;
  }

  @Override
  public void conversation(Conversation conversation) {
    conversations.add(conversation);
  }

  @Override
  public void exchange(DnsExchange exchange) {
    exchanges.add(exchange);
  }

  @Override
  public void request(WebRequest request) {
    requests.add(request);
  }

  @Override
  public void advance(long timeMicros) {
    advances.add(timeMicros);
    largestSlice = Math.max(largestSlice, conversations.size() - sliceStart);
    sliceStart = conversations.size();
  }
}
