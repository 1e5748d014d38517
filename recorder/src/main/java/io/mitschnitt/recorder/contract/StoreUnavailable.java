package io.mitschnitt.recorder.contract;

/** The store cannot be used; the message is for the person who runs the program and says what to do. */
public final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message) {
    super(message);
  }

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
