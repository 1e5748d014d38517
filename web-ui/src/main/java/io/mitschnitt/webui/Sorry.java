package io.mitschnitt.webui;

import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why the program cannot do what it was asked for, in one line for people. */
final class Sorry extends RuntimeException {

  static final int CHECK_FAILED = 1;
  static final int WRONG_USE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Sorry.class);
  private static final long serialVersionUID = 1L;

  private final int code;

  private Sorry(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The words or the surroundings are wrong. */
  static Sorry wrongUse(String message) {
    return new Sorry(WRONG_USE, message);
  }

  /** All was right and it did not work. */
  static Sorry failed(String message) {
    return new Sorry(CHECK_FAILED, message);
  }

  /** Says why; answers the exit code. */
  int tell() {
    Console.warn(Objects.requireNonNullElse(getMessage(), "something went wrong"));
    return code;
  }

  /** Says why it went wrong, without a stack trace, which only the log gets where it is told to; answers the exit code. */
  static int explain(Throwable cause) {
    LOG.debug("what went wrong", cause);
    return cause instanceof Sorry sorry
        ? sorry.tell()
        : wrongUse("cannot go on: " + words(cause)).tell();
  }

  static String words(Throwable cause) {
    if (cause instanceof AccessDeniedException denied) {
      return denied.getFile() + ": no permission";
    }
    if (cause instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file";
    }
    if (cause instanceof NotDirectoryException || cause instanceof FileAlreadyExistsException) {
      return ((FileSystemException) cause).getFile() + ": is no directory";
    }
    if (cause instanceof BindException) {
      return "a port is taken by another program";
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
