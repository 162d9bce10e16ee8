// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import winnow.schema.TelemetryKind;

class FeedbackFileTest {
  @Test
  void benignFlowsAreTakenOthersCountedAndBadLinesNamed() throws IOException {
    Feedback feedback =
        read(
            TelemetryKind.FLOW,
            """
            sev\ttstart\tsip\tdip\tsport\tdport\tipkt\tibyt\tproto
            3\t2016-07-08 03:04:05\t10.0.0.1\t10.0.0.2\t1025\t53\t2\t120\tUDP
            3\t2016-07-08 23:04:05\t10.0.0.1\t10.0.0.2\t1025\t53\t2\t120
            1\t2016-07-08 03:04:05\t10.0.0.1\t10.0.0.2\t1025\t53\t2\t120\tUDP
            3,2016-07-08 03:04:05,10.0.0.1,10.0.0.2,1025,53,2,120
            3\t2016-07-08 03:04:05\t10.0.0.1\tten\t1025\t53\t2\t120
            3\t2016-07-08 25:04:05\t10.0.0.1\t10.0.0.2\t1025\t53\t2\t120

            3\t2016-07-08 03:04:05\t10.0.0.1\t10.0.0.2\t1025\t53\t2\t120\tNOPE
            """);
    assertThat(feedback.benign())
        .containsExactly(
            new BenignRow.Flow(3, "10.0.0.1", "10.0.0.2", 1025, 53, 17, 2, 120),
            new BenignRow.Flow(23, "10.0.0.1", "10.0.0.2", 1025, 53, null, 2, 120));
    assertThat(feedback.otherRows()).isEqualTo(1);
    assertThat(feedback.refused())
        .containsExactly(
            new Feedback.Refusal(5, "expected 8 columns separated by tabs, found 1"),
            new Feedback.Refusal(6, "dip is no address: \"ten\""),
            new Feedback.Refusal(7, "tstart is no number from 0 to 23: \"25\""),
            new Feedback.Refusal(9, "proto is no protocol: \"NOPE\""));
  }

  @Test
  void benignQueriesAreThoseWhoseNameIsRatedSo() throws IOException {
    String row =
        "Jul  8 2016 04:11:32.1 UTC\t168\t172.16.9.132\tturner.com\t0x00000001\t1\t0\t0.1\tVAA\t"
            + "\t4\t%s\t%s\tIN\tA\tNoError\t\t%s\n";
    Feedback feedback =
        read(
            TelemetryKind.DNS,
            "header\n"
                + row.formatted("1", "3", "1467951092")
                + row.formatted("3", "1", "1467951092")
                + row.formatted("0", "3", ""));
    BenignRow expected = new BenignRow.Dns(4, "172.16.9.132", "turner.com", 168, 1, 0);
    assertThat(feedback.benign()).containsExactly(expected, expected);
    assertThat(feedback.otherRows()).isEqualTo(1);
  }

  @Test
  void benignRequestsCarryAllThatMakesTheirWord() throws IOException {
    String row =
        "2016-07-08\t14:00:01\t10.1.1.1\texample.com\tGET\tMozilla\ttext/html\t1\t-\t-\t-\t%s\t80"
            + "\t/\t-\t10.0.0.1\t1\t2\texample.com/x\tword\t0.1\t\t3\tOK\t\thash\n";
    Feedback feedback =
        read(TelemetryKind.HTTP, "header\n" + row.formatted("200") + row.formatted("-"));
    assertThat(feedback.benign())
        .containsExactly(
            new BenignRow.Http(
                14, "10.1.1.1", "example.com", "GET", "Mozilla", "text/html", "example.com/x", 200),
            new BenignRow.Http(
                14,
                "10.1.1.1",
                "example.com",
                "GET",
                "Mozilla",
                "text/html",
                "example.com/x",
                null));
  }

  private static Feedback read(TelemetryKind kind, String text) throws IOException {
    return FeedbackFile.read(kind, new StringReader(text));
  }
}
