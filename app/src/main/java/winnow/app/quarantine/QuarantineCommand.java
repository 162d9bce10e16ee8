// SPDX-License-Identifier: Apache-2.0
package winnow.app.quarantine;

import picocli.CommandLine.Command;

/** What was rejected, and another try. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    subcommands = {
      QuarantineListCommand.class,
      QuarantineShowCommand.class,
      QuarantineRetryCommand.class
    },
    description = {
      "Shows what was rejected of inputs, and decodes it again once an option or the program is right.",
      "",
      "quarantine list prints a line an input, as CSV. quarantine show DIGEST prints the first"
          + " rejections of each reason, with the piece as text where it is kept. quarantine retry"
          + " decodes what is kept with this version and with --format, --layout, --zone and --mapping as given: what is accepted now goes"
          + " into the lake, once however often it is repeated; the rest stays. Of a digest, the first"
          + " digits are enough.",
    },
    synopsisSubcommandLabel = "(list | show DIGEST | retry [--all | DIGEST...])",
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow quarantine list",
      "  winnow quarantine show 3f9a1c",
      "  winnow quarantine retry --all                  after an update",
      "  winnow quarantine retry 3f9a1c --layout squid  the layout was wrong",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; retry: something was accepted or is known, or nothing was there",
      "1:retry: nothing could be used this time either",
      "2:the command was called wrongly, or there is no such input",
      "3:the machine or the product failed",
    })
public final class QuarantineCommand {}
