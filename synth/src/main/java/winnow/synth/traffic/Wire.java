// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import org.jspecify.annotations.Nullable;
import winnow.schema.Traffic;
import winnow.synth.chance.Dice;
import winnow.synth.scenario.Planted;

/** Turns "A talks to B" into conversations with packets, octets, flags and times. */
public final class Wire {
  private static final int SEGMENT_OCTETS = 1400;
  private static final double TAIL_ALPHA = 1.15;
  private static final int RETRY_MICROS = 2_000_000;

  private final TrafficSink sink;

  /** A wire that {@code sink} listens to. */
  public Wire(TrafficSink sink) {
    this.sink = sink;
  }

  /** An ordinary conversation; fails as often as such things fail. */
  public void talk(Dice dice, long timeMicros, Peer from, Peer to, Service service) {
    talk(dice, timeMicros, from, to, service, service.port());
  }

  /** As above, to another port. */
  public void talk(Dice dice, long timeMicros, Peer from, Peer to, Service service, int port) {
    boolean outside = from.as() != 0 || to.as() != 0;
    talk(dice, timeMicros, from, to, service, port, usualOutcome(dice, service, outside));
  }

  /** As above, with a given end. */
  public void talk(
      Dice dice, long time, Peer from, Peer to, Service service, int port, Outcome outcome) {
    if (!outcome.established()) {
      fail(dice, time, from, to, service, port, outcome, null);
      return;
    }
    carry(dice, new Draft(time, from, to, service, port, outcome, null));
  }

  /** A conversation with the payloads of its service that comes about and ends as given. */
  public void carry(Dice dice, Draft draft) {
    Payload payload = payload(dice, draft.service);
    long micros = micros(dice, draft.service, payload.sent, payload.answered);
    exchange(dice, draft, (long) payload.sent, (long) payload.answered, micros);
  }

  /** As above, with given payloads, octets, and duration. */
  public void carry(
      Dice dice, Draft draft, long sentPayload, long answeredPayload, long durationMicros) {
    exchange(dice, draft, sentPayload, answeredPayload, durationMicros);
  }

  /**
   * A conversation with the payloads of its service. It may not come about at first, as such things
   * do, and is then tried again; returns when it came about.
   */
  public long send(Dice dice, Draft draft) {
    Payload payload = payload(dice, draft.service);
    return send(dice, draft, (long) payload.sent, (long) payload.answered);
  }

  /** As above, with given payloads, octets. */
  public long send(Dice dice, Draft draft, long sent, long answered) {
    boolean outside = draft.from.as() != 0 || draft.to.as() != 0;
    Draft tried = draft.ending(draft.time, usualOutcome(dice, draft.service, outside));
    while (!tried.outcome.established()) {
      fail(dice, tried);
      long later = tried.time + RETRY_MICROS + dice.nextInt(RETRY_MICROS);
      tried = draft.ending(later, usualOutcome(dice, draft.service, outside));
    }
    exchange(dice, tried, sent, answered, micros(dice, draft.service, sent, answered));
    return tried.time;
  }

  private void fail(Dice dice, Draft it) {
    fail(dice, it.time, it.from, it.to, it.service, it.port, it.outcome, it.planted);
  }

  private record Payload(double sent, double answered) {}

  private static Payload payload(Dice dice, Service service) {
    double sent = dice.logNormal(service.sentMedian, service.sentSigma);
    double answered = dice.logNormal(service.answeredMedian, service.answeredSigma);
    if (service.tailShare > 0 && dice.chance(service.tailShare)) {
      double large = Math.min(dice.pareto(40_000, TAIL_ALPHA), 4e9);
      if (service.sentMedian > service.answeredMedian) {
        sent += large;
      } else {
        answered += large;
      }
    }
    return new Payload(sent, answered);
  }

  private static long micros(Dice dice, Service service, double sent, double answered) {
    double millis =
        dice.logNormal(service.durationMillis, service.durationSigma) + (sent + answered) / 4000;
    return (long) (millis * 1000);
  }

  /** A conversation that does not come about. */
  public void fail(
      Dice dice,
      long time,
      Peer from,
      Peer to,
      Service service,
      int port,
      Outcome outcome,
      @Nullable Planted planted) {
    boolean tcp = service.protocol() == 6;
    boolean ipv4 = from.address().isIpv4();
    int header = (ipv4 ? 20 : 40) + (tcp ? 40 : 8 + (int) service.sentMedian);
    int tries = outcome == Outcome.REJ || !tcp ? 1 : 1 + (dice.chance(0.4) ? dice.nextInt(3) : 0);
    long duration = tries == 1 ? 0 : ((1L << tries - 1) - 1) * 1_000_000L + dice.nextInt(9000);
    long roundTrip = roundTrip(dice, to.as() != 0 || from.as() != 0);
    Traffic sent = new Traffic((long) header * tries, tries, tcp ? outcome.sentFlags() : 0, 0);
    Traffic answered =
        outcome == Outcome.REJ ? new Traffic(ipv4 ? 40 : 60, 1, outcome.answeredFlags(), 0) : null;
    long lasts = answered == null ? duration : roundTrip;
    sink.conversation(
        new Conversation(
            time,
            lasts,
            roundTrip,
            from,
            ephemeral(dice, service),
            to,
            port,
            service,
            outcome,
            sent,
            answered,
            planted));
  }

  /** Datagrams that nobody answers, with payloads of so many octets together. */
  public void unanswered(Dice dice, Draft draft, long payload, long packets, long durationMicros) {
    int header = (draft.from.address().isIpv4() ? 20 : 40) + 8;
    sink.conversation(
        new Conversation(
            draft.time,
            durationMicros,
            roundTrip(dice, draft.from.as() != 0 || draft.to.as() != 0),
            draft.from,
            ephemeral(dice, draft.service),
            draft.to,
            draft.port,
            draft.service,
            Outcome.S0,
            new Traffic(payload + packets * header, packets, 0, 0),
            null,
            draft.planted));
  }

  /** A look-up: one packet each way, of known sizes; over TCP with all that belongs to it. */
  public void lookUp(
      Dice dice, Draft draft, int clientPort, int queryOctets, int responseOctets, long roundTrip) {
    boolean tcp = draft.service.protocol() == 6;
    int packets = tcp ? 5 : 1;
    int flags = tcp ? 0x1b : 0;
    int header = packets * ((draft.from.address().isIpv4() ? 20 : 40) + (tcp ? 20 : 8));
    boolean answered = responseOctets > 0;
    sink.conversation(
        new Conversation(
            draft.time,
            answered ? roundTrip * (tcp ? 3 : 1) : 0,
            roundTrip,
            draft.from,
            clientPort,
            draft.to,
            draft.port,
            draft.service,
            answered ? Outcome.SF : Outcome.S0,
            new Traffic(queryOctets + header, packets, flags, 0),
            answered ? new Traffic(responseOctets + header, packets, flags, 0) : null,
            draft.planted));
  }

  /**
   * What is known of a conversation before its volume.
   *
   * @param time start, microseconds since the epoch
   * @param from who starts
   * @param to who is asked
   * @param service what about
   * @param port destination port
   * @param outcome how it ends
   * @param planted what was planted; null for none
   */
  public record Draft(
      long time,
      Peer from,
      Peer to,
      Service service,
      int port,
      Outcome outcome,
      @Nullable Planted planted) {
    /** A normal one, to the usual port of its service. */
    public Draft(long time, Peer from, Peer to, Service service, @Nullable Planted planted) {
      this(time, from, to, service, service.port(), Outcome.SF, planted);
    }

    private Draft ending(long at, Outcome how) {
      return new Draft(at, from, to, service, port, how, planted);
    }
  }

  private void exchange(Dice dice, Draft draft, long sent, long answered, long micros) {
    Service service = draft.service;
    boolean tcp = service.protocol() == 6;
    boolean reset = draft.outcome != Outcome.SF;
    int ip = draft.from.address().isIpv4() ? 20 : 40;
    int header = ip + (tcp ? 32 : 8);
    long sentPackets = packets(sent) + (tcp ? 3 + packets(answered) / 2 : packets(answered) / 8);
    long answeredPackets = packets(answered) + (tcp ? 2 + packets(sent) / 2 : packets(sent) / 8);
    long roundTrip = roundTrip(dice, draft.from.as() != 0 || draft.to.as() != 0);
    long duration = Math.max(roundTrip * (tcp ? 3 : 1), micros);
    int tos = service == Service.SSH || service == Service.RDP ? 0x10 : 0;
    Traffic answer =
        new Traffic(
            answered + answeredPackets * header,
            answeredPackets,
            tcp ? draft.outcome.answeredFlags() : 0,
            tos);
    sink.conversation(
        new Conversation(
            draft.time,
            duration,
            roundTrip,
            draft.from,
            ephemeral(dice, service),
            draft.to,
            draft.port,
            service,
            tcp || !reset ? draft.outcome : Outcome.SF,
            new Traffic(
                sent + sentPackets * header, sentPackets, tcp ? draft.outcome.sentFlags() : 0, tos),
            answer,
            draft.planted));
  }

  private static Outcome usualOutcome(Dice dice, Service service, boolean outside) {
    double u = dice.nextDouble() * (outside ? 1 : 3);
    if (service.protocol() != 6) {
      return u < 0.02 ? Outcome.S0 : Outcome.SF;
    }
    if (u < 0.012) {
      return Outcome.S0;
    }
    if (u < 0.02) {
      return Outcome.REJ;
    }
    if (u < 0.06) {
      return Outcome.RSTO;
    }
    return u < 0.085 ? Outcome.RSTR : Outcome.SF;
  }

  private static long packets(long octets) {
    return (octets + SEGMENT_OCTETS - 1) / SEGMENT_OCTETS;
  }

  static long roundTrip(Dice dice, boolean outside) {
    return (long) (outside ? 4_000 + dice.nextExponential() * 35_000 : 200 + dice.nextInt(1500));
  }

  /** A source port. */
  public static int ephemeral(Dice dice, Service service) {
    return service.protocol() == 1
        ? 0
        : service == Service.NTP ? 123 : 32_768 + dice.nextInt(28_232);
  }
}
