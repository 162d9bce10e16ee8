// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into one clear line on standard error and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    PrintWriter err = commandLine.getErr();
    err.println("winnow: " + message(exception));
    if (System.getenv("WINNOW_DEBUG") != null) {
      exception.printStackTrace(err);
    }
    err.flush();
    return isCallersFault(exception) ? ExitCode.USAGE : ExitCode.FAILURE;
  }

  static int explainParameters(ParameterException exception, String[] arguments) {
    CommandLine commandLine = exception.getCommandLine();
    PrintWriter err = commandLine.getErr();
    err.println("winnow: " + exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println(
        "Try 'winnow help"
            + (commandLine.getParent() == null ? "" : " " + commandLine.getCommandName())
            + "'.");
    err.flush();
    return ExitCode.USAGE;
  }

  private static String message(Throwable exception) {
    if (exception instanceof NoSuchFileException || exception instanceof FileNotFoundException) {
      return "no such file or folder: " + exception.getMessage();
    }
    String message = exception.getMessage();
    return message == null ? exception.toString() : message;
  }

  private static boolean isCallersFault(Exception exception) {
    return exception instanceof IllegalArgumentException
        || exception instanceof NoSuchFileException
        || exception instanceof FileNotFoundException;
  }
}
