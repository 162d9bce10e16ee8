// SPDX-License-Identifier: Apache-2.0
package winnow.decode.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.decode.DecodeSink;
import winnow.decode.Rejection;
import winnow.decode.SkipReason;
import winnow.schema.TelemetryRecord;
import winnow.schema.lease.Binding;

/** Files as the servers write them, one for each format, each with what may go wrong in it. */
class LeaseFormatTest {
  private static final String ISC =
      """
      # The format of this file is documented in the dhcpd.leases(5) manual page.
      # This lease file was written by isc-dhcp-4.4.3-P1

      authoring-byte-order little-endian;
      server-duid "\\000\\001{};\\"";

      lease 10.1.2.9 {
        starts 2 2026/03/03 08:00:00;
        ends 2 2026/03/03 20:00:00;
        tstp 2 2026/03/03 20:00:00;
        cltt 2 2026/03/03 08:00:00;
        binding state active;
        next binding state free;
        rewind binding state free;
        hardware ethernet 00:11:22:AA:bb:cc;
        uid "\\001\\000\\021\\"\\252\\273\\314";
        set vendor-class-identifier = "MSFT 5.0";
        client-hostname "Laptop-17";
      }
      lease 10.1.2.10 {
        starts epoch 1772524800; # Tue Mar 03 08:00:00 2026
        ends never;
        binding state active;
        hardware ethernet 00:11:22:aa:bb:cd;
      }
      lease 10.1.2.11 {
        starts 2 2026/03/03 08:00:00;
        ends 2 2026/03/03 09:00:00;
        binding state free;
      }
      lease 10.1.2.12 {
        starts 2 2026/03/03 08:00:00;
        ends 2 2026/03/03 07:00:00;
        hardware ethernet 00:11:22:aa:bb:ce;
      }
      lease 10.1.2.13 {
        starts 2 2026/03/03 08:61:00;
        hardware ethernet 00:11:22:aa:bb:cf;
      }
      lease 10.1.2.14 {
        starts 2 2026/03/03 08:00:00;
        abandoned;
        hardware ethernet 00:11:22:aa:bb:d0;
        client-hostname "gone";
      }
      failover peer "dhcp" state {
        my state normal at 2 2026/03/03 07:00:00;
      }
      ia-na "\\001\\000\\000\\000\\000\\001" {
        cltt 2 2026/03/03 08:00:00;
        iaaddr 2001:db8::9 {
          binding state active;
          max-life 600;
        }
      }
      lease 10.1.2.15 {
        starts 2 2026/03/03 08:00:00;
      """;

  @Test
  void readsLeasesOfIscDhcp() throws IOException {
    Told told = read(ISC, ZoneId.of("Asia/Tokyo"));
    assertThat(told.format).isEqualTo("dhcpd.leases of ISC DHCP");
    assertThat(told.leases)
        .containsExactly(
            "10.1.2.9 2026-03-03T08:00:00Z 2026-03-03T20:00:00Z 00:11:22:aa:bb:cc Laptop-17",
            "10.1.2.10 2026-03-03T08:00:00Z null 00:11:22:aa:bb:cd ");
    assertThat(told.rejected)
        .containsExactly(
            "BAD_TIME line 35: the lease of 10.1.2.12 ends before it begins",
            "BAD_TIME line 39: \"2026/03/03 08:61:00\" is not a time",
            "TRUNCATED line 57: the file ends before the lease does");
    assertThat(told.skipped)
        .containsEntry(SkipReason.NO_DATA, 1L)
        .containsEntry(SkipReason.OTHER_LINE, 5L)
        .containsEntry(SkipReason.COMMENT, 2L);
  }

  @Test
  void readsLeaseFilesOfKea() throws IOException {
    Told told =
        read(
            """
            address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context,pool_id
            10.1.2.9,00:11:22:aa:bb:cc,01:00:11:22:aa:bb:cc,3600,1772528400,1,0,0,laptop-17.example.,0,,0
            10.1.2.9,00:11:22:aa:bb:cc,01:00:11:22:aa:bb:cc,0,1772524800,1,0,0,laptop-17.example.,0,,0
            10.1.2.10,,,3600,1772528400,1,0,0,,1,,0
            10.1.2.11,00:11:22:aa:bb:cd,,4294967295,6067492095,1,0,0,,0,,0
            10.1.2.12,00:11:22:aa:bb:ce,,7200,3600,1,0,0,,0,,0
            10.1.2,00:11:22:aa:bb:ce,,3600,1772528400,1,0,0,,0,,0
            10.1.2.13,00:11
            """,
            ZoneOffset.UTC);
    assertThat(told.format).isEqualTo("Kea lease file");
    assertThat(told.leases)
        .containsExactly(
            "10.1.2.9 2026-03-03T08:00:00Z 2026-03-03T09:00:00Z 00:11:22:aa:bb:cc"
                + " laptop-17.example.",
            "10.1.2.11 2026-03-03T08:00:00Z null 00:11:22:aa:bb:cd ");
    assertThat(told.rejected)
        .containsExactly(
            "BAD_TIME line 6: a lease that expires at 3600 cannot last 7200 s",
            "BAD_ADDRESS line 7: field address: \"10.1.2\" is not an IP address",
            "FIELD_COUNT line 8: 2 fields where 12 belong");
    assertThat(told.skipped)
        .containsEntry(SkipReason.OTHER_LINE, 2L)
        .containsEntry(SkipReason.COMMENT, 1L);
  }

  @Test
  void readsLeasesOfKeaForIpv6() throws IOException {
    Told told =
        read(
            """
            address,duid,valid_lifetime,expire,subnet_id,pref_lifetime,lease_type,iaid,prefix_len,fqdn_fwd,fqdn_rev,hostname,hwaddr,state,user_context,hwtype,hwaddr_source,pool_id
            2001:db8::9,00:01,3600,1772528400,1,3000,0,7,128,0,0,laptop-17,00:11:22:aa:bb:cc,0,,1,0,0
            2001:db8:1::,00:01,3600,1772528400,1,3000,2,7,56,0,0,router,,0,,1,0,0
            """,
            ZoneOffset.UTC);
    assertThat(told.leases)
        .containsExactly(
            "2001:db8::9 2026-03-03T08:00:00Z 2026-03-03T09:00:00Z 00:11:22:aa:bb:cc laptop-17");
    assertThat(told.skipped).containsEntry(SkipReason.OTHER_LINE, 1L);
  }

  @Test
  void readsLeasesOfDnsmasqWhichDoNotTellWhenTheyBegan() throws IOException {
    Told told =
        read(
            """
            1772528400 00:11:22:aa:bb:cc 10.1.2.9 laptop-17 01:00:11:22:aa:bb:cc
            0 06-00:11:22:aa:bb:cd 10.1.2.10 printer *
            1772528400 00:11:22:aa:bb:ce 10.1.2.11 * *
            1772528400 laptop
            x 00:11:22:aa:bb:ce 10.1.2.12 * *
            duid 00:01:00:01:2a:2b:2c:2d:00:11:22:aa:bb:cc
            1772528400 123456 2001:db8::9 laptop-17 00:01:00:01
            1772528400 123457 2001:db8::a * 00:01:00:02
            """,
            ZoneOffset.UTC);
    assertThat(told.format).isEqualTo("dnsmasq.leases");
    assertThat(told.leases)
        .containsExactly(
            "10.1.2.9 null 2026-03-03T09:00:00Z 00:11:22:aa:bb:cc laptop-17",
            "10.1.2.10 null null 00:11:22:aa:bb:cd printer",
            "10.1.2.11 null 2026-03-03T09:00:00Z 00:11:22:aa:bb:ce ",
            "2001:db8::9 null 2026-03-03T09:00:00Z  laptop-17");
    assertThat(told.rejected)
        .containsExactly(
            "FIELD_COUNT line 4: 2 fields where end, hardware address, address and name belong",
            "BAD_NUMBER line 5: \"x\" is not a number");
    assertThat(told.skipped)
        .containsEntry(SkipReason.COMMENT, 1L)
        .containsEntry(SkipReason.NO_DATA, 1L);
  }

  @Test
  void readsTheAuditLogOfWindowsInItsZone() throws IOException {
    Told told =
        read(
            """
            \t\tMicrosoft DHCP Service Activity Log

            Event ID  Meaning
            00\tThe log was started.
            10\tA new IP address was leased to a client.

            ID,Date,Time,Description,IP Address,Host Name,MAC Address,User Name, TransactionID, QResult
            00,03/03/26,00:00:11,Started,,,,,0,6,,,,,,,,,0
            10,03/03/26,09:00:00,Assign,10.1.2.9,LAPTOP-17.corp.example,001122AABBCC,,2462391838,0,,,,,,,,,0
            11,03/03/26,13:00:00,Renew,10.1.2.9,LAPTOP-17.corp.example,001122AABBCC,,2462391839,0,,,,,,,,,0
            30,03/03/26,13:00:00,DNS Update Request,9.2.1.10,LAPTOP-17.corp.example,,,0,6,,,,,,,,,0
            12,03/03/26,17:00:00,Release,10.1.2.9,LAPTOP-17.corp.example,001122AABBCC,,1,0,,,,,,,,,0
            10,13/03/26,09:00:00,Assign,10.1.2.10,x,001122AABBCD,,1,0,,,,,,,,,0
            10,03/03/26,09:00:00,Assign,10.1.2.10
            17,03/03/26,18:00:00,Expired,10.1.2.11,,,,0,6,,,,,,,,,0
            """,
            ZoneId.of("Europe/Berlin"));
    assertThat(told.format).isEqualTo("audit log of Windows DHCP");
    assertThat(told.leases)
        .containsExactly(
            "10.1.2.9 2026-03-03T08:00:00Z null 00:11:22:aa:bb:cc LAPTOP-17.corp.example",
            "10.1.2.9 2026-03-03T12:00:00Z null 00:11:22:aa:bb:cc LAPTOP-17.corp.example",
            "10.1.2.9 2026-03-03T16:00:00Z null  ",
            "10.1.2.11 2026-03-03T17:00:00Z null  ");
    assertThat(told.rejected)
        .containsExactly(
            "BAD_TIME line 13: \"2026-13-03T09:00:00\" is not a time",
            "FIELD_COUNT line 14: 5 fields where 7 belong, the last a MAC address");
    assertThat(told.skipped).containsEntry(SkipReason.OTHER_LINE, 2L);
  }

  @Test
  void readsDhcpLogsOfZeekInBothEncodings() throws IOException {
    String header =
        """
        #separator \\x09
        #set_separator	,
        #empty_field	(empty)
        #unset_field	-
        #path	dhcp
        #fields	ts	uids	client_addr	server_addr	mac	host_name	client_fqdn	domain	requested_addr	assigned_addr	lease_time	client_message	server_message	msg_types	duration
        #types	time	set[string]	addr	addr	string	string	string	string	addr	addr	interval	string	string	vector[string]	interval
        """;
    Told table =
        read(
            header
                + """
                1772524800.5	C1,C2	-	10.1.0.1	00:11:22:aa:bb:cc	Laptop-17	-	-	-	10.1.2.9	3600.000000	-	-	DISCOVER,OFFER,REQUEST,ACK	0.1
                1772528000.0	C3	10.1.2.9	10.1.0.1	00:11:22:aa:bb:cc	-	laptop-17.example	-	-	10.1.2.9	3600.000000	-	-	REQUEST,ACK	0.1
                1772528400.0	C4	10.1.2.9	10.1.0.1	00:11:22:aa:bb:cc	-	-	-	-	-	-	-	-	RELEASE	0.0
                1772528500.0	C5	-	10.1.0.1	00:11:22:aa:bb:cc	-	-	-	10.9.9.9	-	-	-	-	REQUEST,NAK	0.0
                1772528500.0	C5	10.1.2.9	10.1.0.1	00:11:22:aa:bb:cc	-	-	-	-	-	-	-	-	INFORM,ACK	0.0
                1772528500.0	C6	-	10.1.0.1	00:11:22:aa:bb:cc	-	-	-	-	10.1.2	3600.0	-	-	REQUEST,ACK	0.0
                """,
            ZoneOffset.UTC);
    assertThat(table.format).isEqualTo("dhcp.log of Zeek");
    assertThat(table.leases)
        .containsExactly(
            "10.1.2.9 2026-03-03T08:00:00.500Z 2026-03-03T09:00:00.500Z 00:11:22:aa:bb:cc Laptop-17",
            "10.1.2.9 2026-03-03T08:53:20Z 2026-03-03T09:53:20Z 00:11:22:aa:bb:cc laptop-17.example",
            "10.1.2.9 2026-03-03T09:00:00Z null  ");
    assertThat(table.rejected)
        .singleElement()
        .asString()
        .startsWith("BAD_ADDRESS line 13: field assigned_addr");
    assertThat(table.skipped).containsEntry(SkipReason.OTHER_LINE, 2L);
    Told json =
        read(
            """
            {"ts":1772524800.5,"uids":["C1"],"server_addr":"10.1.0.1","mac":"00:11:22:aa:bb:cc","host_name":"Laptop-17","assigned_addr":"10.1.2.9","lease_time":3600.0,"msg_types":["DISCOVER","OFFER","REQUEST","ACK"],"duration":0.1}
            {"_path":"conn","ts":1772524800.5,"uid":"C1","id.orig_h":"10.1.2.9","id.orig_p":68,"id.resp_h":"10.1.0.1","id.resp_p":67,"proto":"udp"}
            """,
            ZoneOffset.UTC);
    assertThat(json.leases)
        .containsExactly(
            "10.1.2.9 2026-03-03T08:00:00.500Z 2026-03-03T09:00:00.500Z 00:11:22:aa:bb:cc"
                + " Laptop-17");
    assertThat(json.skipped).containsEntry(SkipReason.OTHER_LINE, 1L);
  }

  @Test
  void readsPlainCsvWithAndWithoutItsHeader() throws IOException {
    Told named =
        read(
            """
            from,to,host,address,mac
            2026-03-03T08:00:00Z,2026-03-03T09:00:00+00:00,"laptop-17",10.1.2.9,00-11-22-AA-BB-CC
            2026-03-03 09:00:00,,laptop-18,10.1.2.9,
            ,1772528400,laptop-19,10.1.2.10,
            2026-03-03,2026-03-04,,10.1.2.11,
            2026-03-03,2026-03-02,laptop-20,10.1.2.11,
            tomorrow,,laptop-20,10.1.2.11,
            """,
            ZoneId.of("Europe/Berlin"));
    assertThat(named.format).isEqualTo("CSV with columns address, from, to, host");
    assertThat(named.leases)
        .containsExactly(
            "10.1.2.9 2026-03-03T08:00:00Z 2026-03-03T09:00:00Z 00:11:22:aa:bb:cc laptop-17",
            "10.1.2.9 2026-03-03T08:00:00Z null  laptop-18",
            "10.1.2.10 null 2026-03-03T09:00:00Z  laptop-19");
    assertThat(named.rejected)
        .containsExactly(
            "BAD_TIME line 6: the lease of 10.1.2.11 ends before it begins",
            "BAD_TIME line 7: field from: \"tomorrow\" is not a time");
    Told plain = read("10.1.2.9,2026-03-03T08:00:00Z,,laptop-17\n10.1.2.9,x\n", ZoneOffset.UTC);
    assertThat(plain.leases).containsExactly("10.1.2.9 2026-03-03T08:00:00Z null  laptop-17");
    assertThat(plain.rejected).containsExactly("FIELD_COUNT line 2: 2 fields where 4 belong");
  }

  @Test
  void whatIsNoLeaseFileIsNamed() {
    assertThat(LeaseFormat.detect("nothing of this kind\n".getBytes(UTF_8))).isEmpty();
    assertThat(LeaseFormat.refusal("nothing of this kind\n".getBytes(UTF_8)))
        .startsWith("begins with \"nothing of this kind\", which is none of: dhcp.log of Zeek;");
    assertThat(LeaseFormat.refusal(new byte[0])).startsWith("is empty, which is none of:");
  }

  /** What is told of a text. */
  private static final class Told implements DecodeSink {
    private String format = "";
    private final List<String> leases = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);

    void lease(Binding lease) {
      leases.add(
          lease.address()
              + " "
              + time(lease.fromMicros())
              + " "
              + time(lease.untilMicros())
              + " "
              + lease.mac()
              + " "
              + lease.hostName());
    }

    private static String time(@Nullable Long micros) {
      return micros == null ? "null" : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    @Override
    public void accept(TelemetryRecord record) {
      throw new AssertionError(record);
    }

    @Override
    public void reject(Rejection rejection) {
      rejected.add(rejection.reason() + " " + rejection.detail());
    }

    @Override
    public void skip(SkipReason reason, long count) {
      skipped.merge(reason, count, Long::sum);
    }
  }

  private static Told read(String text, ZoneId zone) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    LeaseFormat format = LeaseFormat.detect(bytes).orElseThrow();
    Told told = new Told();
    told.format = format.title();
    format.newDecoder().apply(zone).decode(new ByteArrayInputStream(bytes), told::lease, told);
    return told;
  }
}
