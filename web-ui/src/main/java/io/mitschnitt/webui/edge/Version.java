package io.mitschnitt.webui.edge;

import java.util.Objects;

/** Which version of the program this is. */
public final class Version {

  /** As the jar's manifest has it; {@code development} where there is no jar. */
  public static final String TEXT = Objects.requireNonNullElse(
      Version.class.getPackage().getImplementationVersion(), "development");

  private Version() {}
}
