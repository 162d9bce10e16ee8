// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of numbers, from a resource of lines {@code number TAB name}. */
final class CodeTable {
  private final Map<Integer, String> names;

  private CodeTable(Map<Integer, String> names) {
    this.names = Map.copyOf(names);
  }

  /** The name of {@code code}, null when it has none. */
  @Nullable String find(int code) {
    return names.get(code);
  }

  /** The name of {@code code}, else what {@code prefix} and the number make. */
  String name(int code, String prefix) {
    String name = names.get(code);
    return name == null ? prefix + code : name;
  }

  static CodeTable load(String resource) {
    try (InputStream in = CodeTable.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Map<Integer, String> names = new HashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        names.put(Integer.parseInt(line.substring(0, tab)), line.substring(tab + 1));
      }
      return new CodeTable(names);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + resource + " cannot be read", e);
    }
  }
}
