// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.word;

import java.util.Locale;
import java.util.Set;

/** Media types of what can run, or be opened to run: programs, applets and archives. */
public final class ProgramTypes {
  private static final String APPLICATION = "application/";

  private static final Set<String> SUBTYPES =
      Set.of(
          "hta",
          "java",
          "java-archive",
          "java-vm",
          "octet-stream",
          "vnd.android.package-archive",
          "vnd.microsoft.portable-executable",
          "x-apple-diskimage",
          "x-dosexec",
          "x-executable",
          "x-java-applet",
          "x-java-archive",
          "x-java-jnlp-file",
          "x-mach-o-executable",
          "x-ms-shortcut",
          "x-msdos-program",
          "x-msdownload",
          "x-msi",
          "x-sharedlib",
          "x-shockwave-flash",
          "x-silverlight-app",
          "x-zip-compressed",
          "zip");

  private ProgramTypes() {}

  /** Whether {@code mediaType} is one of them; its parameters do not matter, nor does its case. */
  public static boolean contain(String mediaType) {
    if (!mediaType.regionMatches(true, 0, APPLICATION, 0, APPLICATION.length())) {
      return false;
    }
    int end = mediaType.indexOf(';');
    String subtype =
        mediaType.substring(APPLICATION.length(), end < 0 ? mediaType.length() : end).strip();
    return SUBTYPES.contains(subtype.toLowerCase(Locale.ROOT));
  }
}
