// SPDX-License-Identifier: Apache-2.0
package winnow.decode.proxy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.decode.text.BadValueException;
import winnow.decode.text.Slice;
import winnow.decode.text.TimePattern;
import winnow.decode.text.Times;

/**
 * What the field names of Zscaler's NSS web feeds mean: of the feed itself, and as it is renamed.
 */
final class ZscalerNames {
  /** The order of the fields of the default feed, separated by commas. */
  static final List<String> DEFAULT_ORDER =
      List.of(
          ("time login proto eurl action appname appclass reqsize respsize stime ctime urlclass"
                  + " urlsupercat urlcat malwarecat threatname riskscore dlpeng dlpdict location"
                  + " dept cip sip reqmethod respcode ua ereferer ruletype rulelabel contenttype"
                  + " unscannabletype deviceowner devicehostname")
              .split(" "));

  private static final Set<String> UNSET = Set.of("None", "NA", "N/A", "");

  private ZscalerNames() {}

  /** Whether fields called {@code names} make up the web log of a Zscaler feed. */
  static boolean isWebLog(List<String> names) {
    boolean url = names.contains("eurl") || names.contains("url");
    boolean category = names.contains("urlsupercat") || names.contains("urlsupercategory");
    return url && category;
  }

  /** What the field {@code name} means, null when it is passed over. */
  static @Nullable HttpField find(String name) {
    HttpField field = meaning(name);
    return field == null
        ? null
        : (r, v) -> {
          if (!isUnset(v)) {
            field.put(r, v);
          }
        };
  }

  private static boolean isUnset(Slice value) {
    return value.length() < 5 && UNSET.contains(value.toString());
  }

  private static @Nullable HttpField meaning(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "time", "datetime", "epochtime" -> time();
      case "login", "user" -> KnownField.USER;
      case "dept", "department" -> KnownField.GROUP;
      case "cip", "clientpublicip" -> KnownField.CLIENT;
      case "cintip", "clientip" -> KnownField.FORWARDED_FOR;
      case "sip", "serverip" -> KnownField.SERVER;
      case "proto", "protocol" -> ZscalerNames::scheme;
      case "eurl", "url" -> KnownField.URL;
      case "ehost", "host", "hostname" -> KnownField.HOST_IF_NONE;
      case "reqmethod", "requestmethod" -> KnownField.METHOD;
      case "reqversion" -> KnownField.VERSION;
      case "ua", "eua", "useragent" -> KnownField.USER_AGENT;
      case "referer", "ereferer", "refererurl" -> KnownField.REFERRER;
      case "reqsize", "requestsize" -> KnownField.REQUEST_OCTETS;
      case "respsize", "responsesize" -> KnownField.RESPONSE_OCTETS;
      case "reqdatasize" -> KnownField.REQUEST_BODY_OCTETS;
      case "respdatasize" -> KnownField.RESPONSE_BODY_OCTETS;
      case "ctime", "clienttranstime" -> KnownField.DURATION_MILLIS;
      case "respcode", "status" -> KnownField.STATUS;
      case "contenttype" -> KnownField.MIME_TYPE;
      case "filename" -> KnownField.FILE_NAME;
      case "action" -> KnownField.ACTION;
      case "reason" -> KnownField.FILTER_RESULT;
      case "rulelabel" -> KnownField.EXCEPTION;
      case "urlcat", "urlcategory", "urlsupercat", "urlsupercategory" -> KnownField.CATEGORIES;
      case "threatname" -> KnownField.VIRUS;
      case "appname" -> KnownField.APPLICATION;
      case "recordid", "event_id" -> KnownField.UID;
      default -> null;
    };
  }

  /** `Fri Dec 31 07:07:07 2021`, ISO 8601, or seconds since the epoch. */
  private static HttpField time() {
    TimePattern named = new TimePattern("%a %b %d %H:%M:%S %Y");
    return (r, v) -> r.time(time(r, v, named));
  }

  private static long time(HttpRow row, Slice value, TimePattern named) throws BadValueException {
    if (value.length() > 0 && Character.isLetter(value.charAt(0))) {
      return named.parse(value, row.times);
    }
    boolean iso = value.length() > 4 && value.charAt(4) == '-';
    return iso ? Times.parseIso(value, row.times.zone()) : Times.parseEpoch(value);
  }

  /** `HTTPS`, `HTTP_PROXY`, `SSL`: the scheme as URLs write it, where there is one. */
  private static void scheme(HttpRow row, Slice value) {
    switch (row.text(value)) {
      case "HTTP", "HTTP_PROXY" -> row.http.scheme = "http";
      case "HTTPS", "SSL" -> row.http.scheme = "https";
      case "FTP", "FTPOVERHTTP" -> row.http.scheme = "ftp";
      default -> row.http.scheme = row.text(value).toLowerCase(Locale.ROOT);
    }
  }
}
