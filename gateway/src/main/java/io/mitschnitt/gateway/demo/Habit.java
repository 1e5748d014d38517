package io.mitschnitt.gateway.demo;

/**
 * What the person behind a demo number does. The number's last two digits say it; the digit P before them chooses our
 * policy profile in conf/demo.yaml and does not matter here.
 *
 * <pre>
 *   +49 30 23125 P 00   nobody: our own service number
 *   +49 30 23125 P 01   talks: listens to the announcement, then holds its part of a conversation
 *   +49 30 23125 P 02   sounds a tone for tests instead of talking
 *   +49 30 23125 P 03   presses 9 during the announcement
 *   +49 30 23125 P 04   presses 1 after the announcement
 *   +49 30 23125 P 05   presses nothing
 *   +49 30 23125 P 06   is busy (486)
 *   +49 30 23125 P 07   never answers
 *   +49 30 23125 P 08   hangs up during the announcement
 *   +49 30 23125 P 09   hangs up three seconds after the announcement
 *   +49 30 23125 P 10   presses *9 fourteen seconds after answering
 *   +49 30 23125 P 21 to 30   as 01 to 10, sounding {@link Voices#BEFORE} for 1.5 seconds, then {@link Voices#CALL}
 *   +49 30 23125 P 41 to 50   as 01 to 10, sounding {@link Voices#CALL} from the first packet
 * </pre>
 *
 * The range is one of those that Germany keeps free for films and broadcasts, so no demo call can reach a stranger.
 *
 * @see <a href="https://www.bundesnetzagentur.de/DE/Fachthemen/Telekommunikation/Nummerierung/Rufnummern/MittlgRufnrfuerFilmbeitraege.html">Bundesnetzagentur,
 *     numbers for media productions</a>
 */
enum Habit {
  TALKS,
  SOUNDS,
  OBJECTS,
  AGREES,
  SILENT_KEYS,
  BUSY,
  NEVER_ANSWERS,
  LEAVES_EARLY,
  LEAVES_LATER,
  WITHDRAWS;

  /** The habit of whoever has this number or address; strangers talk. */
  static Habit of(String number) {
    int unit = lastTwo(number) % 20;
    return unit >= 1 && unit <= values().length ? values()[unit - 1] : TALKS;
  }

  /** How the person behind this number sounds. */
  static Sound sound(String number) {
    int code = lastTwo(number);
    if (code >= 41) {
      return Sound.TONE;
    }
    return code >= 21 || of(number) == SOUNDS ? Sound.TONE_AFTER_ANOTHER : Sound.SPEECH;
  }

  private static int lastTwo(String number) {
    int end = number.length();
    if (end < 2
        || !Character.isDigit(number.charAt(end - 1))
        || !Character.isDigit(number.charAt(end - 2))) {
      return 0;
    }
    return Character.digit(number.charAt(end - 2), 10) * 10
        + Character.digit(number.charAt(end - 1), 10);
  }

  /** What is heard of a person. */
  enum Sound {
    SPEECH,
    TONE,
    TONE_AFTER_ANOTHER
  }
}
