// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import picocli.CommandLine.Command;

/** What became of what people decided. */
@Command(
    name = "feedback",
    mixinStandardHelpOptions = true,
    subcommands = {FeedbackImportCommand.class, FeedbackReportCommand.class},
    description = {
      "Brings in verdicts from Apache Spot, and shows what verdicts did to later lists."
    },
    synopsisSubcommandLabel = "(import FILE | report)",
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow feedback import ml_feedback.csv",
      "  winnow feedback report > report.csv",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:import: the file has no rating; report: there are no verdicts",
      "2:the command was called wrongly, or a file is not there",
      "3:the machine or the product failed",
    })
public final class FeedbackCommand {}
