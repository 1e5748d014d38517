package io.mitschnitt.recorder.contract;

/** A wish that the recorder's rules do not allow; the message says why and repeats nothing that was sent. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Refused(String why) {
    super(why, null, false, false);
  }

  /** For people. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
