package io.mitschnitt.gateway.bench;

/** What stands between the two ends of a call. */
interface Gateway extends AutoCloseable {

  Server server();

  /** Whether it checks the agent's end, instead of being checked. */
  boolean checksItself();

  /** Sets one call up; returns when both ends know where to send. */
  void connect(Load load, Load.Call call, boolean recorded) throws Exception;

  /** Ends all calls; returns when everything that follows from them is done. */
  void hangUp() throws Exception;
}
