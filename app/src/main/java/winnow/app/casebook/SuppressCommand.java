// SPDX-License-Identifier: Apache-2.0
package winnow.app.casebook;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import winnow.app.option.LakeOption;
import winnow.casebook.Casebook;
import winnow.lake.Lake;

/** What nobody wants to see any more. */
@Command(
    name = "suppress",
    mixinStandardHelpOptions = true,
    subcommands = {
      SuppressAddCommand.class,
      SuppressListCommand.class,
      SuppressRemoveCommand.class
    },
    description = {
      "Hides what is known and in order from every list, at once and without a new analysis.",
      "",
      "What was found stays in the lake, and lists say how many rows are hidden and by what. Of a case"
          + " the evidence is left out that a suppression applies to; what remains is ranked again."
          + " Without add, list or remove, --what-if prints what would be lost, as CSV."
          + " docs/how-to/suppress.md explains each option."
    },
    synopsisSubcommandLabel = "[add | list | remove]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  winnow suppress --what-if --domain '*.example.com'",
      "  winnow suppress add --domain '*.example.com' --reason 'our mail provider'",
      "  winnow suppress add --host 10.0.0.5 --family beacon --expires 30d --reason 'ticket 17'",
      "  winnow suppress list",
      "  winnow suppress remove 3 --reason 'too wide'",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:--what-if: somebody called a row high or medium that would be lost",
      "2:the command was called wrongly, or there is no such suppression",
      "3:the machine or the product failed",
    })
public final class SuppressCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LakeOption lake;
  @Mixin ScopeOptions scope;
  @Mixin WhatIfOptions whatIf;

  @Override
  public Integer call() {
    if (!whatIf.isAsked) {
      throw new ParameterException(spec.commandLine(), "say add, list or remove, or --what-if");
    }
    try (Lake opened = lake.open()) {
      return whatIf.print(
          whatIf.look(scope.scope(), opened, Casebook.of(opened.folder())),
          spec.commandLine().getOut(),
          spec.commandLine().getErr());
    }
  }
}
