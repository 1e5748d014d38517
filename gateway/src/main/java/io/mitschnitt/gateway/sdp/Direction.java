package io.mitschnitt.gateway.sdp;

/** Which way sound may flow, as one side says it of itself. */
public enum Direction {
  SENDRECV,
  SENDONLY,
  RECVONLY,
  INACTIVE;

  /** What we answer: RFC 3264, section 6.1. */
  public Direction reversed() {
    return switch (this) {
      case SENDRECV, INACTIVE -> this;
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
    };
  }

  /** Whether that side sends. */
  public boolean sends() {
    return this == SENDRECV || this == SENDONLY;
  }

  /** Whether that side wants to hear. */
  public boolean hears() {
    return this == SENDRECV || this == RECVONLY;
  }

  /** As an attribute's name. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
