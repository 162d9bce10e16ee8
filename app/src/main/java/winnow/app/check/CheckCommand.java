// SPDX-License-Identifier: Apache-2.0
package winnow.app.check;

import picocli.CommandLine.Command;

/** Checks files that a person wrote. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    subcommands = CheckMappingCommand.class,
    description = {
      "Checks a file that you wrote, before it is used.",
      "",
      "check mapping FILE SAMPLE reads the beginning of SAMPLE as the mapping FILE says. It prints the"
          + " first rows as a table on standard output, and on standard error what was rejected, which"
          + " fields of the sample no column takes, and which columns are not filled.",
    },
    synopsisSubcommandLabel = "mapping FILE SAMPLE",
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow check mapping firewall.mapping firewall.csv",
      "  winnow check mapping firewall.mapping firewall.csv --rows 50",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all rows of the sample were accepted",
      "1:rows were rejected, or there were none",
      "2:the file is wrong, or not there; it says where and what is allowed",
    })
public final class CheckCommand {}
