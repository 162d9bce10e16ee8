// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.schema.Case;
import winnow.schema.Finding;
import winnow.schema.FindingBuilder;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

class WhatIfTest {
  private static final Case FIRST =
      new SampleCase("10.0.0.1")
          .add("beacon", "192.0.2.7 443/6", 1e-9)
          .add("tunnel", "evil.example", 1e-3)
          .build(1, true);
  private static final Case SECOND =
      new SampleCase("10.0.0.2")
          .add("beacon", "192.0.2.8 443/6", 1e-6)
          .add("edges", "10.0.0.9 445/6", 1e-6)
          .build(2, true);
  private static final Case THIRD =
      new SampleCase("10.0.0.3").add("beacon", "192.0.2.9 443/6", 1e-3).build(3, false);

  private List<Verdict> verdicts = List.of();

  @Test
  void saysWhichCasesVanishAndWhichDrop() {
    WhatIf whatIf = whatIf(Map.of("family", "beacon"), Suppressions.NONE);
    whatIf.addCases(List.of(FIRST, SECOND, THIRD));
    assertThat(whatIf.looked()).isEqualTo(3);
    assertThat(whatIf.lessened()).isEqualTo(1);
    assertThat(whatIf.losses())
        .extracting(WhatIf.Loss::rank, WhatIf.Loss::effect)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, WhatIf.Effect.DROPS),
            org.assertj.core.groups.Tuple.tuple(3, WhatIf.Effect.VANISHES));
  }

  @Test
  void warnsOfEvidenceThatIsHiddenThoughItsCaseStays() {
    verdicts = List.of(verdict("10.0.0.2", "beacon", "192.0.2.8 443/6", Importance.MEDIUM));
    WhatIf whatIf = whatIf(Map.of("host", "10.0.0.2", "port", "443"), Suppressions.NONE);
    whatIf.addCases(List.of(FIRST, SECOND, THIRD));
    assertThat(whatIf.losses()).hasSize(1);
    WhatIf.Loss loss = whatIf.losses().getFirst();
    assertThat(loss.effect()).isEqualTo(WhatIf.Effect.LESSENS);
    assertThat(loss.isAlarming()).isTrue();
  }

  @Test
  void whatIsHiddenAlreadyIsNotLostAgain() {
    Suppressions active = ShownCasesTest.suppressions(Map.of("host", "10.0.0.3"));
    WhatIf whatIf = whatIf(Map.of("network", "192.0.2.9"), active);
    whatIf.addCases(List.of(FIRST, SECOND, THIRD));
    assertThat(whatIf.losses()).isEmpty();
  }

  @Test
  void saysWhichFindingsVanishWithTheirVerdicts() {
    FindingBuilder finding = new FindingBuilder();
    finding.day = SampleCase.DAY;
    finding.method = "spot";
    finding.rank = 7;
    finding.entity = "192.0.2.7";
    finding.peer = "10.0.0.1";
    Finding hidden = finding.build();
    finding.rank = 8;
    finding.entity = "192.0.3.7";
    verdicts = List.of(verdict("10.0.0.1", "spot", "192.0.2.7", Importance.HIGH));
    WhatIf whatIf = whatIf(Map.of("network", "192.0.2.0/24"), Suppressions.NONE);
    whatIf.addFindings(List.of(hidden, finding.build()));
    assertThat(whatIf.losses()).hasSize(1);
    assertThat(whatIf.losses().getFirst().rank()).isEqualTo(7);
    assertThat(whatIf.losses().getFirst().importance()).isEqualTo(Importance.HIGH);
  }

  private WhatIf whatIf(Map<String, String> conditions, Suppressions active) {
    Suppression candidate =
        new Suppression(9, CasebookTest.terms(conditions, null), Instant.EPOCH, null);
    return new WhatIf(candidate, active, new Verdicts(verdicts));
  }

  private static Verdict verdict(String host, String family, String peer, Importance importance) {
    return new Verdict(SampleCase.DAY, host, family, peer, importance, "ann", Instant.EPOCH, null);
  }
}
