// SPDX-License-Identifier: Apache-2.0
package winnow.decode.event;

import java.util.HashMap;
import java.util.Map;

/** What keys mean in each of the formats. */
final class EventKeys {
  /** Keys of the Common Event Format, ArcSight's dictionary. */
  static final Map<String, EventKey> CEF =
      keys(
          "rt TIME, deviceReceiptTime TIME, start START, startTime START, end END, endTime END,"
              + " dvchost REPORTER, deviceHostName REPORTER, dvc REPORTER_ADDRESS,"
              + " deviceAddress REPORTER_ADDRESS, src SOURCE, sourceAddress SOURCE,"
              + " c6a2 SOURCE_V6, spt SOURCE_PORT, sourcePort SOURCE_PORT, dst DESTINATION,"
              + " destinationAddress DESTINATION, c6a3 DESTINATION_V6, dpt DESTINATION_PORT,"
              + " destinationPort DESTINATION_PORT, sourceTranslatedAddress TRANSLATED_SOURCE,"
              + " sourceTranslatedPort TRANSLATED_SOURCE_PORT,"
              + " destinationTranslatedAddress TRANSLATED_DESTINATION,"
              + " destinationTranslatedPort TRANSLATED_DESTINATION_PORT, smac SOURCE_MAC,"
              + " dmac DESTINATION_MAC, proto PROTOCOL, transportProtocol PROTOCOL, app SERVICE,"
              + " applicationProtocol SERVICE, destinationServiceName APPLICATION,"
              + " in SENT_OCTETS, bytesIn SENT_OCTETS, out RECEIVED_OCTETS,"
              + " bytesOut RECEIVED_OCTETS, suser USER, sourceUserName USER, request URL,"
              + " requestURL URL, dhost HOST, destinationHostName HOST, requestMethod METHOD,"
              + " requestClientApplication USER_AGENT, requestContext REFERRER, fname FILE_NAME,"
              + " filename FILE_NAME, fileName FILE_NAME, act ACTION, deviceAction ACTION,"
              + " outcome OUTCOME, eventOutcome OUTCOME, reason REASON, cat CATEGORY,"
              + " deviceEventCategory CATEGORY, externalId UID");

  /** Keys of the Log Event Extended Format, QRadar's, and of feeds that are sent in it. */
  static final Map<String, EventKey> LEEF =
      keys(
          "devTime TIME, devTimeFormat TIME_FORMAT, startTime START, endTime END,"
              + " identHostName REPORTER, dvchost REPORTER, dvc REPORTER_ADDRESS, src SOURCE,"
              + " srcPort SOURCE_PORT, dst DESTINATION, dstPort DESTINATION_PORT,"
              + " srcPostNAT TRANSLATED_SOURCE, srcPostNATPort TRANSLATED_SOURCE_PORT,"
              + " dstPostNAT TRANSLATED_DESTINATION, dstPostNATPort TRANSLATED_DESTINATION_PORT,"
              + " srcMAC SOURCE_MAC, dstMAC DESTINATION_MAC, proto PROTOCOL, srcBytes SENT_OCTETS,"
              + " dstBytes RECEIVED_OCTETS, srcPackets SENT_PACKETS, dstPackets RECEIVED_PACKETS,"
              + " usrName USER, suser USER, role GROUP, url URL, request URL, hostname HOST,"
              + " dhost HOST, appproto SERVICE, Application APPLICATION, appname APPLICATION,"
              + " reqmethod METHOD, requestMethod METHOD, method METHOD, useragent USER_AGENT,"
              + " userAgent USER_AGENT, requestClientApplication USER_AGENT, referer REFERRER,"
              + " respcode STATUS, contentType MIME_TYPE, contenttype MIME_TYPE,"
              + " filename FILE_NAME, action ACTION, act ACTION, policy REASON,"
              + " urlcategory CATEGORY, threatname THREAT, recordid UID");

  /** Keys of FortiGate's traffic and UTM logs. */
  static final Map<String, EventKey> FORTIGATE =
      keys(
          "date DATE, time TIME_OF_DAY, eventtime EPOCH, devname REPORTER,"
              + " srcip SOURCE, srcport SOURCE_PORT, dstip DESTINATION, dstport DESTINATION_PORT,"
              + " transip TRANSLATED_SOURCE, transport TRANSLATED_SOURCE_PORT,"
              + " tranip TRANSLATED_DESTINATION, tranport TRANSLATED_DESTINATION_PORT,"
              + " srcmac SOURCE_MAC, proto PROTOCOL, service SERVICE, app APPLICATION,"
              + " duration DURATION_SECONDS, sentbyte SENT_OCTETS, rcvdbyte RECEIVED_OCTETS,"
              + " sentpkt SENT_PACKETS, rcvdpkt RECEIVED_PACKETS, user USER, group GROUP,"
              + " url URL, hostname HOST, httpmethod METHOD, agent USER_AGENT,"
              + " referralurl REFERRER, forwardedfor FORWARDED_FOR, httpcode STATUS,"
              + " contenttype MIME_TYPE, filename FILE_NAME, action ACTION, msg REASON,"
              + " catdesc CATEGORY, virus THREAT, sessionid UID");

  /** Keys of Check Point's logs. */
  static final Map<String, EventKey> CHECK_POINT =
      keys(
          "time TIME, start_time START, hostname REPORTER, origin REPORTER_ADDRESS,"
              + " src SOURCE, s_port SOURCE_PORT, dst DESTINATION, service DESTINATION_PORT,"
              + " xlatesrc TRANSLATED_SOURCE, xlatesport TRANSLATED_SOURCE_PORT,"
              + " xlatedst TRANSLATED_DESTINATION, xlatedport TRANSLATED_DESTINATION_PORT,"
              + " mac_source_address SOURCE_MAC, mac_destination_address DESTINATION_MAC,"
              + " proto PROTOCOL, service_id SERVICE, appi_name APPLICATION,"
              + " sent_bytes SENT_OCTETS, received_bytes RECEIVED_OCTETS,"
              + " src_user_name USER, user USER, resource URL, http_host HOST, method METHOD,"
              + " web_client_type USER_AGENT, referrer REFERRER, http_status STATUS,"
              + " content_type MIME_TYPE, file_name FILE_NAME, action ACTION, reason REASON,"
              + " matched_category CATEGORY, protection_name THREAT, loguid UID");

  private EventKeys() {}

  private static Map<String, EventKey> keys(String pairs) {
    Map<String, EventKey> keys = new HashMap<>();
    for (String pair : pairs.split(",\\s*")) {
      int blank = pair.indexOf(' ');
      keys.put(pair.substring(0, blank), EventKey.valueOf(pair.substring(blank + 1)));
    }
    return Map.copyOf(keys);
  }
}
