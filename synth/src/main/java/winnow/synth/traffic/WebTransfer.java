// SPDX-License-Identifier: Apache-2.0
package winnow.synth.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.synth.chance.Dice;
import winnow.synth.network.Site;
import winnow.synth.scenario.Planted;

/**
 * Something that a program fetches from a site or sends there.
 *
 * @param site where
 * @param host the name it calls the site
 * @param port TCP port; 80 is HTTP, every other one HTTPS
 * @param method such as GET
 * @param path path
 * @param mimeType media type of what comes back
 * @param sent octets sent
 * @param answered octets that come back
 * @param planted what was planted that it belongs to; null for none
 */
public record WebTransfer(
    Site site,
    String host,
    int port,
    String method,
    String path,
    String mimeType,
    long sent,
    long answered,
    @Nullable Planted planted) {
  private static final List<String> SCRIPT_TYPES =
      List.of("application/javascript", "text/plain", "text/html");
  private static final List<String> PROGRAM_TYPES =
      List.of("application/x-msdownload", "application/octet-stream", "application/zip");
  private static final List<String> PROGRAM_PATHS =
      List.of("/files/setup.exe", "/download/agent.exe", "/dl/update.bin", "/files/tool.zip");

  /**
   * The two ends of a transfer.
   *
   * @param site where
   * @param host the name it is called
   * @param port TCP port
   * @param planted what was planted that it belongs to; null for none
   */
  public record Where(Site site, String host, int port, @Nullable Planted planted) {}

  /** Data sent to an interface of a site. */
  public static WebTransfer post(Where to, long sent, long answered) {
    return of(to, "POST", "/api/v1/items", "application/json", sent, answered);
  }

  /** A script. */
  public static WebTransfer script(Dice dice, Where from, long octets) {
    String type = SCRIPT_TYPES.get(dice.nextInt(SCRIPT_TYPES.size()));
    return of(from, "GET", "/assets/app.js", type, sentFor(dice), octets);
  }

  /** A program or archive. */
  public static WebTransfer program(Dice dice, Where from, long octets) {
    String path = PROGRAM_PATHS.get(dice.nextInt(PROGRAM_PATHS.size()));
    String type = PROGRAM_TYPES.get(dice.nextInt(PROGRAM_TYPES.size()));
    return of(from, "GET", path, type, sentFor(dice), octets);
  }

  private static WebTransfer of(
      Where where, String method, String path, String type, long sent, long answered) {
    return new WebTransfer(
        where.site, where.host, where.port, method, path, type, sent, answered, where.planted);
  }

  private static long sentFor(Dice dice) {
    return (long) dice.logNormal(620, 0.5);
  }

  /** Whether it can be read on the way. */
  boolean plain() {
    return port == 80;
  }

  /** How the proxy is asked. */
  String scheme() {
    return plain() ? "http" : site.tunnelled() ? "tcp" : "https";
  }
}
