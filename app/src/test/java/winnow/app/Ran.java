// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** A command that was run in this process, and what it printed. */
record Ran(int exitCode, String out, String err) {
  static Ran of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    int code =
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
