// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind the names that servers log: types and classes of queries, response codes (IANA
 * DNS parameters; RFC 3597 section 5 for types and classes without a name).
 */
public final class DnsCodes {
  private static final int MAX_CODE = 0xffff;
  private static final int MAX_CODE_DIGITS = 5;
  private static final Map<String, Integer> TYPES =
      numbers(
          """
          A 1 NS 2 MD 3 MF 4 CNAME 5 SOA 6 MB 7 MG 8 MR 9 NULL 10 WKS 11 PTR 12 HINFO 13 MINFO 14 \
          MX 15 TXT 16 RP 17 AFSDB 18 X25 19 ISDN 20 RT 21 NSAP 22 NSAP-PTR 23 SIG 24 KEY 25 PX 26 \
          GPOS 27 AAAA 28 LOC 29 NXT 30 EID 31 NIMLOC 32 SRV 33 ATMA 34 NAPTR 35 KX 36 CERT 37 \
          A6 38 DNAME 39 SINK 40 OPT 41 APL 42 DS 43 SSHFP 44 IPSECKEY 45 RRSIG 46 NSEC 47 \
          DNSKEY 48 DHCID 49 NSEC3 50 NSEC3PARAM 51 TLSA 52 SMIMEA 53 HIP 55 NINFO 56 RKEY 57 \
          TALINK 58 CDS 59 CDNSKEY 60 OPENPGPKEY 61 CSYNC 62 ZONEMD 63 SVCB 64 HTTPS 65 DSYNC 66 \
          SPF 99 UINFO 100 UID 101 GID 102 UNSPEC 103 NID 104 L32 105 L64 106 LP 107 EUI48 108 \
          EUI64 109 NXNAME 128 TKEY 249 TSIG 250 IXFR 251 AXFR 252 MAILB 253 MAILA 254 ANY 255 \
          ALL 255 * 255 URI 256 CAA 257 AVC 258 DOA 259 AMTRELAY 260 RESINFO 261 WALLET 262 \
          CLA 263 IPN 264 TA 32768 DLV 32769\
          """);
  private static final Map<String, Integer> CLASSES =
      numbers("IN 1 CH 3 CHAOS 3 HS 4 HESIOD 4 NONE 254 ANY 255 * 255");
  private static final Map<String, Integer> RCODES =
      numbers(
          """
          NOERROR 0 FORMERR 1 SERVFAIL 2 NXDOMAIN 3 NOTIMP 4 NOTIMPL 4 REFUSED 5 YXDOMAIN 6 \
          YXRRSET 7 NXRRSET 8 NOTAUTH 9 NOTZONE 10 DSOTYPENI 11 BADVERS 16 BADSIG 16 BADKEY 17 \
          BADTIME 18 BADMODE 19 BADNAME 20 BADALG 21 BADTRUNC 22 BADCOOKIE 23\
          """);

  private DnsCodes() {}

  /** The number of the type called {@code name}, such as `AAAA` or `TYPE65`; null when unknown. */
  public static @Nullable Integer type(String name) {
    return number(TYPES, "TYPE", name);
  }

  /** The number of the class called {@code name}, such as `IN` or `CLASS32`; null when unknown. */
  public static @Nullable Integer dnsClass(String name) {
    return number(CLASSES, "CLASS", name);
  }

  /** The response code called {@code name}, such as `NXDOMAIN`; null when unknown. */
  public static @Nullable Integer rcode(String name) {
    return number(RCODES, "RCODE", name);
  }

  private static @Nullable Integer number(Map<String, Integer> names, String generic, String name) {
    Integer known = names.get(name);
    return known == null && name.startsWith(generic) ? digits(name, generic.length()) : known;
  }

  private static @Nullable Integer digits(String name, int from) {
    int value = 0;
    for (int i = from; i < name.length(); i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i - from == MAX_CODE_DIGITS) {
        return null;
      }
      value = value * 10 + digit;
    }
    return from == name.length() || value > MAX_CODE ? null : Integer.valueOf(value);
  }

  private static Map<String, Integer> numbers(String namesAndNumbers) {
    String[] words = namesAndNumbers.split(" ", -1);
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      numbers.put(words[i], Integer.valueOf(words[i + 1]));
    }
    return Map.copyOf(numbers);
  }
}
