// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import picocli.CommandLine.Command;

/** What people decided about what was found. */
@Command(
    name = "verdict",
    mixinStandardHelpOptions = true,
    subcommands = {VerdictSetCommand.class, VerdictWithdrawCommand.class, VerdictListCommand.class},
    description = {
      "Keeps what people decide about rows of lists: high, medium, low or benign.",
      "",
      "Verdicts hide nothing; they change how much the same evidence says on later days"
          + " (docs/how-to/suppress.md). 'winnow feedback report' shows with what effect."
    },
    synopsisSubcommandLabel = "(set | withdraw | list)",
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow verdict set high RUN 3 --note 'ticket 17'",
      "  winnow verdict set benign RUN 1 --family beacon --peer '203.0.113.7 443/6'",
      "  winnow verdict withdraw RUN 1",
      "  winnow verdict list",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command was called wrongly, or there is no such row",
      "3:the machine or the product failed",
    })
public final class VerdictCommand {}
