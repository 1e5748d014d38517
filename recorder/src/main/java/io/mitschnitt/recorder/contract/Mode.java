package io.mitschnitt.recorder.contract;

/** How a call may be kept, from the strictest to the loosest. */
public enum Mode {
  /** Recording is forbidden, whatever the parties say. */
  FORBIDDEN,
  /** Nothing is kept until the outside party agrees by a key. */
  EXPLICIT_CONSENT,
  /** The outside party is told and may object by a key. */
  OPT_OUT,
  /** The outside party is told. */
  NOTICE,
  /** The agent's knowledge is enough. */
  ONE_PARTY,
  /** The law demands the recording; the parties are told. */
  STATUTORY,
  /** Nobody asked for a recording. */
  OFF
}
