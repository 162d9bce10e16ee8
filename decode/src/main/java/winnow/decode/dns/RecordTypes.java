// SPDX-License-Identifier: Apache-2.0
package winnow.decode.dns;

/** Numbers of the resource record types whose data is shown in its own form (IANA). */
final class RecordTypes {
  static final int A = 1;
  static final int NS = 2;
  static final int CNAME = 5;
  static final int SOA = 6;
  static final int PTR = 12;
  static final int MX = 15;
  static final int TXT = 16;
  static final int AAAA = 28;
  static final int SRV = 33;
  static final int DNAME = 39;
  static final int OPT = 41;
  static final int SVCB = 64;
  static final int HTTPS = 65;
  static final int SPF = 99;

  private RecordTypes() {}
}
