// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.casebook.Scope;

/** What a suppression applies to. All of what is given has to hold. */
final class ScopeOptions {
  @Option(names = "--host", paramLabel = "HOST", description = "address, name or user it is about")
  @Nullable String host;

  @Option(
      names = "--network",
      paramLabel = "CIDR",
      description = "network of either end, such as 192.0.2.0/24, or one address")
  @Nullable String network;

  @Option(
      names = "--domain",
      paramLabel = "NAME",
      description = "example.com is that name alone, *.example.com any below and not itself")
  @Nullable String domain;

  @Option(names = "--port", paramLabel = "PORT", description = "port of either end")
  @Nullable String port;

  @Option(
      names = "--agent",
      paramLabel = "TEXT",
      description = "user agent to the letter; an asterisk at the end stands for anything")
  @Nullable String agent;

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description = "who found it: a family of evidence such as beacon, or spot")
  @Nullable String family;

  @Option(
      names = "--window",
      paramLabel = "FROM/TO",
      description = "time in which all of it lies: 2026-03-02T20:00:00Z/2026-03-03T04:00:00Z")
  @Nullable String window;

  @Option(
      names = "--hours",
      paramLabel = "HH:MM-HH:MM",
      description = "hours of every day, UTC, in which all of it lies, over midnight too")
  @Nullable String hours;

  /**
   * What the options say.
   *
   * @throws IllegalArgumentException when they make no scope
   */
  Scope scope() {
    Map<String, String> texts = new LinkedHashMap<>();
    put(texts, "host", host);
    put(texts, "network", network);
    put(texts, "domain", domain);
    put(texts, "port", port);
    put(texts, "agent", agent);
    put(texts, "family", family);
    put(texts, "window", window);
    put(texts, "hours", hours);
    return Scope.parse(texts);
  }

  private static void put(Map<String, String> texts, String name, @Nullable String text) {
    if (text != null) {
      texts.put(name, text);
    }
  }
}
