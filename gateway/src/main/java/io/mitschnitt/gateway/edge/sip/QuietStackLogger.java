package io.mitschnitt.gateway.edge.sip;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stack's logger. What the stack has to say quotes messages, numbers and names included, so its text is never
 * written: only that there was an error, and where. It holds no state and may serve several stacks.
 */
public final class QuietStackLogger implements StackLogger {

  private static final Logger log = LoggerFactory.getLogger(QuietStackLogger.class);

  private static void error(String what) {
    if (log.isDebugEnabled()) {
      String where = StackWalker.getInstance()
          .walk(
              frames -> frames.filter(f -> !f.getClassName().contains("Logger")).findFirst())
          .map(f -> f.getClassName() + ":" + f.getLineNumber())
          .orElse("?");
      log.debug("{} reported by the SIP stack at {}", what, where);
    }
  }

  @Override
  public void logException(Throwable t) {
    error(t.getClass().getName());
  }

  @Override
  public void logFatalError(String message) {
    error("failure");
  }

  @Override
  public void logError(String message) {
    error("error");
  }

  @Override
  public void logError(String message, Exception e) {
    error(e.getClass().getName());
  }

  @Override
  public boolean isLoggingEnabled() {
    return log.isDebugEnabled();
  }

  @Override
  public boolean isLoggingEnabled(int level) {
    return level <= TRACE_ERROR && log.isDebugEnabled();
  }

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public String getLoggerName() {
    return log.getName();
  }

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int level) {}

  @Override
  public void logDebug(String message) {}

  @Override
  public void logDebug(String message, Exception e) {}

  @Override
  public void logTrace(String message) {}

  @Override
  public void logWarning(String message) {}

  @Override
  public void logInfo(String message) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String stamp) {}

  @Override
  public void setStackProperties(Properties properties) {}
}
