// SPDX-License-Identifier: Apache-2.0
package winnow.benchmarks;

import java.util.SplittableRandom;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;
import winnow.schema.Observer;

/**
 * Flows as a border router exports them over NetFlow v9: 5,000 inside hosts of lognormal activity,
 * Zipf-distributed servers, a tenth IPv6, answers as flows of their own, and 8 % scanner traffic
 * from addresses seen once. Columns that NetFlow does not carry are absent. Seeded.
 */
final class FlowTraffic {
  private static final int HOSTS = 5_000;
  private static final int SERVERS = 200_000;
  private static final int[] PORTS = {443, 443, 443, 443, 53, 53, 53, 80, 123, 22, 25, 993, 3389};

  private final SplittableRandom random;
  private final FlowBuilder flow = new FlowBuilder();
  private long nowMicros = 1_767_225_600_000_000L;

  FlowTraffic(long seed) {
    random = new SplittableRandom(seed);
    flow.observer = new Observer("192.0.2.1", 256);
  }

  FlowRecord next() {
    flow.reset();
    nowMicros += random.nextInt(400);
    flow.receivedTimeMicros = nowMicros / 30_000 * 30_000;
    flow.durationMicros =
        random.nextInt(3) == 0 ? 0 : millis(Math.exp(random.nextGaussian() * 2 + 5));
    flow.eventTimeMicros =
        (nowMicros - flow.durationMicros - random.nextInt(15_000_000)) / 1000 * 1000;
    flow.samplingInterval = 1;
    flow.direction = 0;
    if (random.nextInt(100) < 8) {
      scan();
    } else {
      conversation();
    }
    flow.inputInterface = 1 + random.nextInt(3);
    flow.outputInterface = 10 + random.nextInt(4);
    flow.nextHop = IpAddress.ofIpv4(0x0a00_0001 + random.nextInt(3));
    flow.sourcePrefixLength = 24;
    flow.destinationPrefixLength = 16 + random.nextInt(8);
    return flow.build();
  }

  private void conversation() {
    int host = (int) Math.min(HOSTS - 1, Math.exp(random.nextGaussian() * 1.5 + 5));
    int server = (int) Math.pow(SERVERS, random.nextDouble());
    boolean six = server % 10 == 3;
    IpAddress inside =
        six
            ? new IpAddress(0x2001_0db8_0001_0000L, 0x1000L + host)
            : IpAddress.ofIpv4(0x0a14_0000 + host);
    IpAddress outside =
        six
            ? new IpAddress(0x2a00_1450_4001_0000L + server % 97, server)
            : IpAddress.ofIpv4(0x0d00_0000 + server * 7919);
    int port = PORTS[server % PORTS.length];
    int clientPort = 32_768 + random.nextInt(28_000);
    boolean answer = random.nextBoolean();
    flow.sourceAddress = answer ? outside : inside;
    flow.destinationAddress = answer ? inside : outside;
    flow.sourcePort = answer ? port : clientPort;
    flow.destinationPort = answer ? clientPort : port;
    boolean udp = port == 53 || port == 123;
    flow.protocol = udp ? 17 : random.nextInt(60) == 0 ? 1 : 6;
    if (flow.protocol == 1) {
      flow.icmpType = answer ? 0 : 8;
      flow.icmpCode = 0;
      flow.sourcePort = 0;
      flow.destinationPort = 0;
    }
    flow.packets = udp ? 1 : 1 + (long) Math.exp(random.nextGaussian() * 1.6 + 2);
    flow.octets = udp ? 60 + random.nextInt(220) : flow.packets * (40 + random.nextInt(1400));
    flow.tcpFlags = flow.protocol == 6 ? (random.nextInt(5) == 0 ? 0x1f : 0x1b) : 0;
    flow.tos = random.nextInt(12) == 0 ? 0x28 : 0;
    flow.sourceAs = answer ? 15_169 + server % 400 : 64_500;
    flow.destinationAs = answer ? 64_500 : 15_169 + server % 400;
  }

  private void scan() {
    flow.sourceAddress = IpAddress.ofIpv4(random.nextInt());
    flow.destinationAddress = IpAddress.ofIpv4(0xc612_0000 + random.nextInt(1 << 16));
    flow.sourcePort = 1024 + random.nextInt(64_000);
    flow.destinationPort = random.nextInt(3) == 0 ? 23 : random.nextInt(1 << 16);
    flow.protocol = 6;
    flow.packets = 1;
    flow.octets = 40;
    flow.tcpFlags = 2;
    flow.sourceAs = random.nextInt(70_000);
    flow.destinationAs = 64_500;
  }

  private static long millis(double value) {
    return (long) value * 1000;
  }
}
