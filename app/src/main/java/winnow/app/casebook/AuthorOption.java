// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import picocli.CommandLine.Option;

/** Who decides. */
final class AuthorOption {
  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "who decides this; your user name when left out",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  String name;
}
