// SPDX-License-Identifier: Apache-2.0
package winnow.app;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import winnow.app.option.ExitCode;
import winnow.app.terminal.DataWriter;
import winnow.decode.NearestName;
import winnow.lake.search.SearchException;

/** Turns exceptions into one clear line on standard error and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    if (exception instanceof DataWriter.ReaderGoneException) {
      return ExitCode.OK;
    }
    int code = report(exception, commandLine.getErr());
    return isCallersFault(exception) ? ExitCode.USAGE : code;
  }

  /** Says what failed, in one line, or with WINNOW_DEBUG set in full. */
  static int report(Throwable failure, PrintWriter err) {
    err.println("winnow: " + message(failure));
    if (System.getenv("WINNOW_DEBUG") != null) {
      failure.printStackTrace(err);
    }
    err.flush();
    return ExitCode.FAILURE;
  }

  static int explainParameters(ParameterException exception, String[] arguments) {
    CommandLine commandLine = exception.getCommandLine();
    PrintWriter err = commandLine.getErr();
    String hint = hint(exception);
    String missing = missingFile(exception);
    err.println("winnow: " + (missing == null ? exception.getMessage() + hint : missing));
    if (hint.isEmpty() && missing == null) {
      UnmatchedArgumentException.printSuggestions(exception, err);
    }
    String name = commandLine.getCommandSpec().qualifiedName();
    err.println("Try '" + name.replaceFirst("^winnow", "winnow help") + "'.");
    err.flush();
    return ExitCode.USAGE;
  }

  /** Says that a file of options is not there, which is read as a word then; null when it is. */
  private static @Nullable String missingFile(ParameterException exception) {
    return exception instanceof UnmatchedArgumentException unmatched
            && !unmatched.getUnmatched().isEmpty()
            && unmatched.getUnmatched().getFirst().startsWith("@")
        ? unmatched.getUnmatched().getFirst() + ": no such file of options"
        : null;
  }

  /** The option that was meant, when one was misspelt. */
  private static String hint(ParameterException exception) {
    return exception instanceof UnmatchedArgumentException unmatched
            && unmatched.isUnknownOption()
            && !unmatched.getUnmatched().isEmpty()
        ? NearestName.hint(
            unmatched.getUnmatched().getFirst(),
            exception.getCommandLine().getCommandSpec().optionsMap().keySet())
        : "";
  }

  private static String message(Throwable exception) {
    if (exception instanceof FileSystemException failure) {
      return message(failure);
    }
    if (exception instanceof OutOfMemoryError) {
      return "out of memory; give it more with WINNOW_JAVA_OPTIONS=-Xmx4g";
    }
    String message = exception.getMessage();
    if (message != null && exception.getCause() instanceof FileSystemException cause) {
      String reason = cause.getReason();
      return reason != null && message.contains(reason) ? message : message + ": " + message(cause);
    }
    return message == null ? exception.toString() : message;
  }

  /** Java names the file and, of these, says why in the name of the class alone. */
  private static String message(FileSystemException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
      case AccessDeniedException denied -> "permission denied: " + denied.getFile();
      case FileAlreadyExistsException there ->
          "something else is there already: " + there.getFile();
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static boolean isCallersFault(Exception exception) {
    return exception instanceof IllegalArgumentException
        || exception instanceof SearchException
        || exception instanceof NoSuchFileException
        || exception instanceof FileNotFoundException;
  }
}
