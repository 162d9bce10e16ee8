// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import winnow.analysis.score.TestRows;
import winnow.schema.FlowBuilder;
import winnow.schema.FlowRecord;
import winnow.schema.IpAddress;

/** Flows of an office of 60 people: each goes to the servers of their department, most days. */
final class Office {
  static final int PEOPLE = 60;
  private static final int DEPARTMENTS = 4;

  private Office() {}

  static List<FlowRecord> day(long seed) {
    Random random = new Random(seed);
    List<FlowRecord> flows = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      for (int server = 0; server < 8; server++) {
        int contacts = random.nextInt(4);
        for (int i = 0; i < contacts; i++) {
          String address = "10.1.%d.%d".formatted(person % DEPARTMENTS, server);
          flows.add(flow(host(person), address, server % 2 == 0 ? 443 : 445, random.nextInt(9)));
        }
      }
      // Now and then somebody goes to a colleague's computer.
      if (random.nextInt(12) == 0) {
        flows.add(flow(host(person), host(random.nextInt(PEOPLE)), 5000 + random.nextInt(3), 1));
      }
    }
    return flows;
  }

  static String host(int person) {
    return "10.2.0." + person;
  }

  static FlowRecord flow(String source, String destination, int port, int hour) {
    FlowBuilder flow = TestRows.flow(hour);
    flow.sourceAddress = IpAddress.parse(source);
    flow.destinationAddress = IpAddress.parse(destination);
    flow.sourcePort = 50_000;
    flow.destinationPort = port;
    return flow.build();
  }
}
