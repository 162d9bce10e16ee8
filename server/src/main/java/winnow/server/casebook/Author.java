// SPDX-License-Identifier: Apache-2.0
package winnow.server.casebook;

import org.jspecify.annotations.Nullable;

/** Who decides: nobody logs in, so it is who says so, or else the user that the server runs as. */
final class Author {
  private Author() {}

  static String of(@Nullable String name) {
    return name == null || name.isBlank()
        ? System.getProperty("user.name", "unknown")
        : Body.required("author", name);
  }
}
