// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import winnow.schema.TelemetryKind;

class LabelFileTest {
  private static final String HEADER =
      "attack,kind,technique,entity,peer,start,end,telemetry,format,records\n";
  private static final LocalDate DAY = LocalDate.parse("2026-03-02");

  @Test
  void linesOfAnAttackBecomeACampaignOfItsHostsAndDays() throws IOException {
    List<Campaign> campaigns =
        read(
            """
            moves,lateral-movement,T1021.002,10.0.0.9,x,2026-03-03T08:00:00Z,2026-03-03T09:00:00Z,flow,a,1
            moves,lateral-movement,T1021.002,10.0.0.7,x,2026-03-02T23:00:00Z,2026-03-03T01:00:00Z,flow,a,1
            a,beacon,T1071.001,2001:DB8::1,y,2026-03-02T00:00:00Z,2026-03-02T00:00:01Z,dns,b,7
            """);
    assertThat(campaigns)
        .containsExactly(
            Campaign.of("a", "beacon", "T1071.001", List.of(new HostDay(DAY, "2001:db8::1"))),
            Campaign.of(
                "moves",
                "lateral-movement",
                "T1021.002",
                List.of(
                    new HostDay(DAY, "10.0.0.7"),
                    new HostDay(DAY.plusDays(1), "10.0.0.7"),
                    new HostDay(DAY.plusDays(1), "10.0.0.9"))));
    assertThat(campaigns.getLast().firstDay()).isEqualTo(DAY);
  }

  @Test
  void whatIsLabelledBenignIsNoAttack() throws IOException {
    String header = HEADER.strip() + ",part,label\n";
    String times = "2026-03-02T00:00:00Z,2026-03-02T00:00:01Z";
    String lines =
        "a,beacon,T1,10.0.0.1,,"
            + times
            + ",flow,b,7,host,malicious\n"
            + "w,browsing,,10.0.0.2,,"
            + times
            + ",flow,b,7,host,benign\n"
            + "w,browsing,,10.0.0.8,,"
            + times
            + ",flow,b,7,relay,benign\n";
    assertThat(
            LabelFile.read(
                "x", new StringReader(header + lines), EnumSet.allOf(TelemetryKind.class)))
        .containsExactly(
            Campaign.of("a", "beacon", "T1", List.of(new HostDay(DAY, "10.0.0.1"))),
            new Campaign(
                "w", "browsing", "", false, new TreeSet<>(List.of(new HostDay(DAY, "10.0.0.2")))));
  }

  @Test
  void whatOnlyOtherTelemetryShowsIsLeftOut() throws IOException {
    String line = "a,beacon,T1,10.0.0.1,y,2026-03-02T00:00:00Z,2026-03-02T00:00:01Z,dns,b,7\n";
    assertThat(LabelFile.read("x", new StringReader(HEADER + line), Set.of(TelemetryKind.FLOW)))
        .isEmpty();
  }

  @Test
  void whatOthersSendThroughAProxyIsNotToBeFoundThere() throws IOException {
    String header = HEADER.strip() + ",part\n";
    String times = "2026-03-02T00:00:00Z,2026-03-02T00:00:01Z";
    String lines =
        "a,beacon,T1,10.0.0.1,y,"
            + times
            + ",flow,b,7,host\n"
            + "a,beacon,T1,10.0.0.8,y,"
            + times
            + ",flow,b,7,relay\n";
    assertThat(LabelFile.read("x", new StringReader(header + lines), Set.of(TelemetryKind.FLOW)))
        .containsExactly(Campaign.of("a", "beacon", "T1", List.of(new HostDay(DAY, "10.0.0.1"))));
  }

  @Test
  void aLineThatIsNoneIsNamed() {
    assertThatThrownBy(() -> read("a,beacon,T1,10.0.0,y,2026-03-02T00:00:00Z,z,flow,b,7\n"))
        .hasMessageStartingWith("labels.csv, line 2: ")
        .hasMessageContaining("10.0.0");
    assertThatThrownBy(() -> read("\na,beacon\n"))
        .hasMessage("labels.csv, line 3: 2 values, none for column \"telemetry\"");
    assertThatThrownBy(
            () -> LabelFile.read("l.csv", new StringReader(""), EnumSet.allOf(TelemetryKind.class)))
        .hasMessage("l.csv: no column \"attack\" in the header \"\"");
  }

  private static List<Campaign> read(String lines) throws IOException {
    return LabelFile.read(
        "labels.csv", new StringReader(HEADER + lines), EnumSet.allOf(TelemetryKind.class));
  }
}
