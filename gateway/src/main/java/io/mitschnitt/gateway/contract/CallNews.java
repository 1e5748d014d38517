package io.mitschnitt.gateway.contract;

/** News of a live call. The gateway publishes these and never waits for a reader. */
public sealed interface CallNews {

  LiveCall call();

  /** Lets {@code cases} answer for this news. */
  <R> R when(Cases<R> cases);

  /** A call came in or was dialled. */
  record Began(LiveCall call) implements CallNews {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.began(this);
    }
  }

  /** Phase, light, agent or recording changed. */
  record Changed(LiveCall call) implements CallNews {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.changed(this);
    }
  }

  /** The call is over; its ending is present. */
  record Ended(LiveCall call) implements CallNews {
    @Override
    public <R> R when(Cases<R> cases) {
      return cases.ended(this);
    }
  }

  /** Java 17's exhaustive switch: new news compiles only once every reader has decided on it. */
  interface Cases<R> {
    R began(Began news);

    R changed(Changed news);

    R ended(Ended news);
  }
}
