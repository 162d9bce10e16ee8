// SPDX-License-Identifier: Apache-2.0
package winnow.synth.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import winnow.schema.IpAddress;
import winnow.synth.scenario.Blend;
import winnow.synth.scenario.Role;

class BlendFileTest {
  private static List<BlendFile.Entry> read(String lines) throws IOException {
    return BlendFile.read(
        "plan.csv", new StringReader("# what\n" + BlendFile.HEADER + "\n" + lines));
  }

  @Test
  void aLineSaysWhoseTrafficItIsAndWhereItGoes() throws IOException {
    List<BlendFile.Entry> entries =
        read(
            """
            # an attack
            c2,beacon,T1071,malicious,192.0.2.1 2001:db8::1,10.0.0.9=outside 10.0.0.2=domain-controller,lab.example,developer:proxied,8,9.5,0.25-1,a.pcap b/logs

            web,browsing,,benign,,,,workstation,1,,,c.log
            """);
    assertThat(entries)
        .containsExactly(
            new BlendFile.Entry(
                new Blend(
                    "c2",
                    "beacon",
                    "T1071",
                    Blend.Label.MALICIOUS,
                    new Blend.Origin(
                        Set.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("2001:db8::1")),
                        Map.of(
                            IpAddress.parse("10.0.0.9"),
                            new Blend.Peer(null),
                            IpAddress.parse("10.0.0.2"),
                            new Blend.Peer(Role.DOMAIN_CONTROLLER)),
                        Set.of("lab.example"),
                        new Blend.Part(0.25, 1)),
                    new Blend.Place(Role.DEVELOPER, true, 7, 9.5)),
                List.of("a.pcap", "b/logs")),
            new BlendFile.Entry(
                new Blend(
                    "web",
                    "browsing",
                    "",
                    Blend.Label.BENIGN,
                    new Blend.Origin(Set.of(), Map.of(), Set.of(), Blend.Part.ALL),
                    new Blend.Place(Role.WORKSTATION, null, 0, null)),
                List.of("c.log")));
  }

  @Test
  void aLineOfSeveralDaysIsOneForEach() throws IOException {
    List<BlendFile.Entry> entries =
        read("office,browsing,,background,192.0.2.1,,,workstation,2 9 11,8.5,,a.log b.log\n");
    assertThat(entries).extracting(entry -> entry.blend().place().day()).containsExactly(1, 8, 10);
    assertThat(entries)
        .allSatisfy(entry -> {
          assertThat(entry.blend().id()).isEqualTo("office");
          assertThat(entry.blend().place().startHour()).isEqualTo(8.5);
          assertThat(entry.inputs()).containsExactly("a.log", "b.log");
        });
  }

  @Test
  void messagesNameTheLineAndWhatIsWrong() {
    assertRefused("a,b,c\n", "3 values, expected 12 as in the header");
    assertRefused(
        "a,b,c,odd,,,,workstation,1,,,x\n", "label is \"odd\", expected malicious, benign or");
    assertRefused("a,b,c,benign,,10.0.0.1,,workstation,1,,,x\n", "peer \"10.0.0.1\" is not");
    assertRefused("a,b,c,benign,,,,desk,1,,,x\n", "unknown role \"desk\", expected one of");
    assertRefused("a,b,c,benign,,,,workstation:odd,1,,,x\n", "victim \"workstation:odd\" is not");
    assertRefused("a,b,c,benign,,,,workstation,one,,,x\n", "day \"one\" is not a number");
    assertRefused("a,b,c,benign,,,,workstation,0,,,x\n", "blend begins on day -1");
    assertRefused("a,b,c,benign,,,,workstation,1,24,,x\n", "at hour 24.0");
    assertRefused("a,b,c,benign,,,,workstation,1,,,\n", "id, kind, day and inputs must be given");
    assertRefused("a,b,c,benign,,,,workstation,,,,x\n", "id, kind, day and inputs must be given");
    assertRefused("a,b,c,benign,,,,workstation,1,,half,x\n", "part \"half\" is not FROM-TO");
    assertRefused("a,b,c,benign,,,,workstation,1,,0.5-0.5,x\n", "a part from 0.5 to 0.5");
    assertThatThrownBy(() -> BlendFile.read("plan.csv", new StringReader("id,kind\n")))
        .hasMessageStartingWith("plan.csv, line 1: expected the header \"id,kind,technique,");
  }

  private static List<BlendFile.Entry> benchmark() throws IOException {
    Path plan = Path.of("..", "benchmarks", "blends", "blends.csv");
    try (Reader text = Files.newBufferedReader(plan)) {
      return BlendFile.read(plan.toString(), text);
    }
  }

  @Test
  void theBenchmarkHasManyAttacksAndNearlyAsMuchThatIsBenign() throws IOException {
    Map<Blend.Label, Long> ids =
        benchmark().stream()
            .map(BlendFile.Entry::blend)
            .collect(Collectors.groupingBy(Blend::label, Collectors.counting()));
    assertThat(ids.get(Blend.Label.MALICIOUS)).isGreaterThanOrEqualTo(30);
    assertThat(ids.get(Blend.Label.BENIGN)).isGreaterThanOrEqualTo(20);
  }

  /** Else what is to be judged would have been seen before. */
  @Test
  void nothingThatIsJudgedIsInTheBackgroundOfTheBenchmark() throws IOException {
    List<BlendFile.Entry> background = new ArrayList<>();
    List<BlendFile.Entry> judged = new ArrayList<>();
    for (BlendFile.Entry entry : benchmark()) {
      (entry.blend().label() == Blend.Label.BACKGROUND ? background : judged).add(entry);
    }
    assertThat(background).hasSizeGreaterThanOrEqualTo(150);
    for (BlendFile.Entry known : background) {
      assertThat(judged).as(known.toString()).noneMatch(entry -> share(known, entry));
    }
  }

  /** Whether two lines are of the same deeds of a host. */
  private static boolean share(BlendFile.Entry one, BlendFile.Entry other) {
    Blend.Origin first = one.blend().origin();
    Blend.Origin second = other.blend().origin();
    return !Collections.disjoint(one.inputs(), other.inputs())
        && !Collections.disjoint(first.hosts(), second.hosts())
        && first.part().from() < second.part().to()
        && second.part().from() < first.part().to();
  }

  @Test
  void theInputsOfTheBenchmarkAreThere() throws IOException {
    String data = System.getenv("WINNOW_TEST_DATA");
    Assumptions.assumeTrue(data != null, "WINNOW_TEST_DATA is not set");
    for (BlendFile.Entry entry : benchmark()) {
      assertThat(entry.inputs())
          .as(entry.blend().id())
          .allSatisfy(input -> assertThat(Path.of(String.valueOf(data), input)).exists());
    }
  }

  private static void assertRefused(String line, String message) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("plan.csv, line 3: ")
        .hasMessageContaining(message);
  }
}
