// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import winnow.schema.FindingBuilder;
import winnow.schema.TelemetryKind;
import winnow.schema.evidence.Importance;
import winnow.schema.evidence.Verdict;

class SpotRatingsTest {
  private static final Instant NOW = Instant.parse("2026-03-05T08:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2016-07-08");

  @Test
  void readsFlowsWithTabsAndWithCommas() {
    String tabs =
        """
        sev\ttstart\tsip\tdip\tsport\tdport\tipkt\tibyt
        1\t2016-07-08 10:11:12\t10.0.0.1\t192.0.2.1\t4000\t443\t3\t222
        2\t2016-07-08 10:11:12\t10.0.0.2\t192.0.2.1\t4000\t443\t3\t222

        3\t2016-07-08 10:11:12\t10.0.0.3\t2001:DB8::1\t4000\t443\t3\t222
        0\t2016-07-08 10:11:12\t10.0.0.4\t192.0.2.1\t4000\t443\t3\t222
        """;
    SpotRatings read = read(tabs);
    assertThat(read.kind()).isEqualTo(TelemetryKind.FLOW);
    assertThat(read.verdicts())
        .containsExactly(
            verdict("10.0.0.1", "192.0.2.1", Importance.HIGH),
            verdict("10.0.0.2", "192.0.2.1", Importance.MEDIUM),
            verdict("10.0.0.3", "2001:db8::1", Importance.BENIGN));
    assertThat(read.unrated()).isEqualTo(1);
    assertThat(read(tabs.replace('\t', ','))).isEqualTo(read);
  }

  @Test
  void readsQueriesByNameAndByPlace() {
    String header =
        "frame_time\tframe_len\tip_dst\tdns_qry_name\tdns_qry_class\tdns_qry_type\tdns_qry_rcode"
            + "\tml_score\ttld\tquery_rep\thh\tip_sev\tdns_sev\tc\tt\tr\tnetwork_context\tunix_tstamp";
    String rows =
        "\nJul  8 2016 10:11:12.000000000 UTC\t90\t10.0.0.1\tx.example\t1\t1\t0\t0.1\tt\t\t10\t0\t3"
            + "\tIN\tA\tNOERROR\t\t1467972672"
            + "\nJul  8 2016 10:11:12.000000000 UTC\t90\t10.0.0.2\ty.example\t1\t1\t0\t0.1\tt\t\t10\t1"
            + "\t0\tIN\tA\tNOERROR\t\t\n";
    SpotRatings read = read(header + rows);
    assertThat(read.refused()).isEmpty();
    assertThat(read.verdicts())
        .containsExactly(
            verdict("10.0.0.1", "x.example", Importance.BENIGN),
            verdict("10.0.0.2", "y.example", Importance.HIGH));
    String unknown = header.replaceAll("[a-z_]+", "x");
    assertThatThrownBy(() -> read(unknown + rows)).hasMessageContaining("tells no kind of rows");
    assertThat(SpotRatings.read(unknown + rows, TelemetryKind.DNS, "spot", NOW)).isEqualTo(read);
  }

  @Test
  void readsRequestsWhoseSeverityIsNotWhereTheTrainingLooks() {
    String file =
        """
        p_date,p_time,clientip,host,reqmethod,useragent,uri_sev
        2016-07-08,10:11:12,10.0.0.1,evil.example,GET,"Mozilla/5.0 (X11, ""Linux"")",1
        """;
    SpotRatings read = read(file);
    assertThat(read.kind()).isEqualTo(TelemetryKind.HTTP);
    assertThat(read.verdicts())
        .containsExactly(verdict("10.0.0.1", "evil.example", Importance.HIGH));
  }

  @Test
  void readsTheScoredFlowsThatItsPagesShowed() {
    SpotRatings rated =
        read(
            """
            sev,tstart,srcIP,dstIP,sport,dport,proto,flag,ipkt,ibyt,lda_score,rank,srcIpInternal,destIpInternal,srcGeo,dstGeo,srcDomain,dstDomain,gtiSrcRep,gtiDstRep,norseSrcRep,norseDstRep
            3,2016-07-08 10:11:12,10.0.0.1,192.0.2.1,4000,443,TCP,......,3,222,1.2E-5,0,1,0,,"US;CA, Owner",,,,gti:Minimal:1,,
            0,2016-07-08 10:11:13,10.0.0.2,192.0.2.1,4000,443,TCP,......,3,222,2.4E-5,1,1,0,,,,,,,,
            """);
    assertThat(rated.refused()).isEmpty();
    assertThat(rated.verdicts())
        .containsExactly(verdict("10.0.0.1", "192.0.2.1", Importance.BENIGN));
    assertThat(rated.unrated()).isEqualTo(1);
    SpotRatings table =
        read(
            """
            tstart,srcip,dstip,sport,dport,proto,ipkt,ibyt,opkt,obyt,ml_score,rank,srcip_internal,dstip_internal,src_geoloc,dst_geoloc,src_domain,dst_domain,src_rep,dst_rep
            2016-07-08 10:11:12,10.0.0.1,192.0.2.1,4000,443,TCP,3,222,0,0,1.2E-5,0,1,0,,,,,,
            """);
    assertThat(table.kind()).isEqualTo(TelemetryKind.FLOW);
    assertThat(table.unrated()).isEqualTo(1);
    assertThat(table.refused()).isEmpty();
  }

  @Test
  void readsTheScoredQueriesAndRequestsThatItsPagesShowed() {
    SpotRatings queries =
        read(
            """
            frame_time,frame_len,ip_dst,dns_qry_name,dns_qry_class,dns_qry_type,dns_qry_rcode,score,tld,query_rep,hh,ip_sev,dns_sev,dns_qry_class_name,dns_qry_type_name,dns_qry_rcode_name,network_context,unix_tstamp
            "Jul  8 2016 10:11:12.000000000 UTC",90,10.0.0.1,x.example,0x00000001,1,0,0.1,example,,10,0,2,IN,A,NoError,,1467972672
            "Jul  8 2016 10:11:13.000000000 UTC",90,10.0.0.2,x.example,0x00000001,1,0,0.1,example,,10,0,0,IN,A,NoError,,1467972673
            """);
    assertThat(queries.verdicts())
        .containsExactly(verdict("10.0.0.1", "x.example", Importance.MEDIUM));
    assertThat(queries.unrated()).isEqualTo(1);
    SpotRatings table =
        read(
            """
            frame_time,unix_tstamp,frame_len,ip_dst,dns_qry_name,dns_qry_class,dns_qry_type,dns_qry_rcode,ml_score,tld,query_rep,hh,dns_qry_class_name,dns_qry_type_name,dns_qry_rcode_name,network_context
            "Jul  8 2016 10:11:12.000000000 UTC",1467972672,90,10.0.0.1,x.example,0x00000001,1,0,0.1,example,,10,IN,A,NoError,
            """);
    assertThat(table.unrated()).isEqualTo(1);
    assertThat(table.refused()).isEmpty();
    String titles =
        "p_date p_time clientip host reqmethod useragent resconttype duration username webcat referer"
            + " respcode uriport uripath uriquery serverip scbytes csbytes fulluri word ml_score"
            + " uri_rep uri_sev respcode_name network_context hash";
    String row =
        "2016-07-08 10:11:12 10.0.0.1 evil.example GET agent text/html 5 - cat - 200 80 /a -"
            + " 192.0.2.1 10 20 evil.example/a word 1.0E-4 - 1 OK - 77";
    SpotRatings requests = read(titles.replace(' ', '\t') + "\n" + row.replace(' ', '\t') + "\n");
    assertThat(requests.refused()).isEmpty();
    assertThat(requests.verdicts())
        .containsExactly(verdict("10.0.0.1", "evil.example", Importance.HIGH));
  }

  @Test
  void readsTheTablesOfInvestigatedThreats() {
    SpotRatings flows =
        read(
            """
            tstart,srcip,dstip,srcport,dstport,score
            2016-07-08 10:11:12,10.0.0.1,192.0.2.1,4000,443,1
            """);
    assertThat(flows.verdicts()).containsExactly(verdict("10.0.0.1", "192.0.2.1", Importance.HIGH));
    SpotRatings queries =
        read(
            """
            unix_tstamp,ip_dst,dns_qry_name,ip_sev,dns_sev
            1467972672,10.0.0.1,x.example,2,0
            """);
    assertThat(queries.verdicts())
        .containsExactly(verdict("10.0.0.1", "x.example", Importance.MEDIUM));
    SpotRatings requests = read("tdate,fulluri,uri_sev\n2016-07-08 10:11:12,evil.example/a,1\n");
    assertThat(requests.verdicts()).isEmpty();
    assertThat(requests.refused().getFirst().reason()).isEqualTo("clientip is missing");
  }

  @Test
  void resultsOfTheTrainingHaveNoRatingsAndSaySo() {
    String flow =
        "2016-07-08 10:11:12\t2016\t7\t8\t10\t11\t12\t0.5\t10.0.0.1\t192.0.2.1\t4000\t443\tTCP\t3\t222"
            + "\t0\t0\t1.2E-5\n";
    assertThatThrownBy(() -> read(flow))
        .hasMessageContaining("flow_results.csv, which nobody rated")
        .hasMessageContaining("ml_feedback.csv");
    String dns =
        "Jul  8 2016 10:11:12.000000000 UTC\t1467972672\t90\t10.0.0.1\tx.example\t0x00000001\t1\t0\t0.01\n";
    assertThatThrownBy(() -> read(dns)).hasMessageContaining("dns_results.csv");
  }

  @Test
  void aLineThatCannotBeReadSpoilsNoOther() {
    SpotRatings read =
        read(
            """
            sev,tstart,sip,dip
            4,2016-07-08 10:11:12,10.0.0.1,192.0.2.1
            1,2016-13-08 10:11:12,10.0.0.1,192.0.2.1
            1,2016-07-08 10:11:12,nobody,192.0.2.1
            1
            1,soon,10.0.0.1,192.0.2.1
            1,2016-07-08 10:11:12,10.0.0.9,192.0.2.1
            """);
    assertThat(read.verdicts()).containsExactly(verdict("10.0.0.9", "192.0.2.1", Importance.HIGH));
    assertThat(read.refused()).extracting(SpotRatings.Refusal::line).containsExactly(2, 3, 4, 5, 6);
    assertThat(read.refused().getFirst().reason())
        .isEqualTo("sev is no severity from 0 to 3: \"4\"");
  }

  @Test
  void aRatingIsFoundAgainWhicheverEndAFindingIsAbout() {
    Verdict verdict = verdict("10.0.0.1", "192.0.2.1", Importance.HIGH);
    Verdicts verdicts = new Verdicts(java.util.List.of(verdict));
    FindingBuilder finding = new FindingBuilder();
    finding.day = DAY;
    finding.method = "spot";
    finding.entity = "192.0.2.1";
    finding.peer = "10.0.0.1";
    assertThat(verdicts.of(finding.build())).contains(verdict);
    finding.peer = "10.0.0.2";
    assertThat(verdicts.of(finding.build())).isEmpty();
  }

  @Test
  void anEmptyFileTellsNothing() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("tells no kind of rows");
    assertThat(SpotRatings.read("", TelemetryKind.FLOW, "spot", NOW).verdicts()).isEmpty();
  }

  private static SpotRatings read(String text) {
    return SpotRatings.read(text, null, "spot", NOW);
  }

  private static Verdict verdict(String host, String peer, Importance importance) {
    return new Verdict(DAY, host, "spot", peer, importance, "spot", NOW, null);
  }
}
