package io.mitschnitt.recorder.mp3;

/** How the MP3 library is loaded, by whichever of this room's classes comes first. */
final class Library {

  private Library() {}

  /**
   * To be called before any class of the library is used. A JVM that checks assertions must not check the library's: it
   * asserts that it counted all partitions of {@link Mp3Encoder}'s spectrum, which has none.
   */
  static void loaded() {
    Library.class.getClassLoader().setPackageAssertionStatus("de.sciss.jump3r.mp3", false);
  }
}
