// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.schema.DnsRecord;
import winnow.schema.Endpoint;
import winnow.schema.FlowRecord;
import winnow.schema.HttpRecord;
import winnow.schema.IpAddress;
import winnow.schema.TelemetryRecord;

/**
 * What the host of a blend did, told by its records. Times a month from the median are taken for
 * those of clocks that were not set.
 */
final class ActReader {
  private static final int DNS = 53;
  private static final long MONTH_MICROS = 31 * 86_400_000_000L;

  private final Set<IpAddress> hosts = new HashSet<>();
  private final List<FlowRecord> flows = new ArrayList<>();
  private final List<DnsRecord> questions = new ArrayList<>();
  private final List<HttpRecord> requests = new ArrayList<>();
  private final Map<IpAddress, String> names = new HashMap<>();

  ActReader(Captured captured) {
    hosts.addAll(captured.blend().origin().hosts());
    for (TelemetryRecord record : atTheTime(captured.records())) {
      switch (record) {
        case FlowRecord flow -> flows.add(flow);
        case DnsRecord question -> questions.add(question);
        case HttpRecord request -> requests.add(request);
      }
    }
    if (hosts.isEmpty()) {
      requests.forEach(request -> hosts.add(request.client().address()));
      questions.forEach(question -> hosts.add(question.client().address()));
    }
    questions.removeIf(it -> !hosts.contains(it.client().address()) || isNotToResolver(it));
    requests.removeIf(it -> !hosts.contains(it.client().address()));
    flows.removeIf(it ->
        !hosts.contains(it.source().address()) && !hosts.contains(it.destination().address()));
  }

  private static List<TelemetryRecord> atTheTime(List<TelemetryRecord> records) {
    if (records.isEmpty()) {
      return records;
    }
    long[] times = records.stream().mapToLong(TelemetryRecord::eventTimeMicros).sorted().toArray();
    long median = times[times.length / 2];
    return records.stream()
        .filter(record -> Math.abs(record.eventTimeMicros() - median) < MONTH_MICROS)
        .sorted(Comparator.comparingLong(TelemetryRecord::eventTimeMicros))
        .toList();
  }

  private static boolean isNotToResolver(DnsRecord question) {
    Endpoint server = question.server();
    return server != null && server.port() != DNS;
  }

  /** The addresses of the host. */
  Set<IpAddress> hosts() {
    return hosts;
  }

  /** Whether web requests are all there is. */
  boolean isWebAlone() {
    return flows.isEmpty() && !requests.isEmpty();
  }

  /** Names that addresses were told to have, and those that handshakes told. */
  Map<IpAddress, String> names() {
    return names;
  }

  /** Everything, by time. */
  List<Act> read() {
    List<Act> acts = new ArrayList<>(lookUps());
    List<Act.Talk> talks = new ArrayList<>(TalkReader.read(flows));
    if (!acts.isEmpty()) {
      talks.removeIf(talk -> talk.server().port() == DNS);
    }
    Map<Ends, Act.Talk> byEnds = new HashMap<>();
    for (Act.Talk talk : talks) {
      byEnds.put(new Ends(talk.client(), talk.server()), talk);
      if (talk.name() != null) {
        names.putIfAbsent(talk.server().address(), talk.name());
      }
    }
    Set<Ends> told = new HashSet<>();
    for (HttpRecord request : requests) {
      Ends ends = new Ends(request.client(), request.server());
      Act.Fetch fetch = FetchReader.read(request, byEnds.get(ends));
      if (fetch != null) {
        acts.add(fetch);
        told.add(ends);
      }
    }
    for (Act.Talk talk : talks) {
      boolean isTold = told.contains(new Ends(talk.client(), talk.server()));
      acts.add(isTold ? talk.toldByRequests() : talk);
    }
    acts.sort(Comparator.comparingLong(Act::startMicros));
    return acts;
  }

  private record Ends(Endpoint client, @Nullable Endpoint server) {}

  private List<Act.LookUp> lookUps() {
    LookUpReader reader = new LookUpReader(names);
    List<Act.LookUp> lookUps = new ArrayList<>();
    for (DnsRecord question : questions) {
      Act.LookUp lookUp = reader.read(question);
      if (lookUp != null) {
        lookUps.add(lookUp);
      }
    }
    return lookUps;
  }
}
