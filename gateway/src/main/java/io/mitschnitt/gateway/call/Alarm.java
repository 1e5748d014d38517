package io.mitschnitt.gateway.call;

import java.time.Duration;

/** What a call waits for with a limit. */
public enum Alarm {
  /** Our own media room, or the answer it needs. */
  SETUP(Duration.ofSeconds(10)),
  /** Somebody to answer; the profile says how long. */
  RING(Duration.ofSeconds(60)),
  /** The ACK to our 200: 64 times T1, RFC 3261, section 13.3.1.4. */
  CONFIRM(Duration.ofSeconds(32)),
  /** ICE and DTLS after the answer. */
  MEDIA(Duration.ofSeconds(10)),
  /** The announcement's end: its length and this. */
  PROMPT(Duration.ofSeconds(10)),
  /** A key after the announcement; the profile says how long. */
  ASK(Duration.ofSeconds(5)),
  /** The recorder's readiness; then the parties are joined without it. */
  TAPE(Duration.ofSeconds(3)),
  /** An agent who is free; the queue says how long. */
  WAIT(Duration.ofMinutes(10)),
  /** Agents who did not answer: after this they may be rung once more. */
  AGAIN(Duration.ofSeconds(10)),
  /** The next word to a waiting caller; the queue says when. */
  TELL(Duration.ofSeconds(30)),
  /** The end of a pause that nobody ended; the profile says when. */
  PAUSE(Duration.ofMinutes(2)),
  /** A new party for the customer: to answer, then to be heard. */
  TRANSFER(Duration.ofSeconds(60));

  private final Duration usual;

  Alarm(Duration usual) {
    this.usual = usual;
  }

  public Duration usual() {
    return usual;
  }
}
