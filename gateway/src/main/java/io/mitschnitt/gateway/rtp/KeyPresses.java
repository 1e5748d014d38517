package io.mitschnitt.gateway.rtp;

/**
 * Telephone events that arrive, told once a key: at its end, or, where all of its end packets were lost, when the next
 * key begins or the sound goes on.
 *
 * <pre>
 *  0                   1                   2                   3
 * |     event     |E|R| volume    |          duration             |
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4733#section-2.3">RFC 4733, section 2.3</a>
 */
public final class KeyPresses {

  /** Octets of an event's payload. */
  public static final int PAYLOAD = 4;

  private static final long LOST_END_NANOS = 200_000_000;

  private static final String KEYS = "0123456789*#ABCD";

  private final Pressed listener;
  private boolean any;
  private boolean told;
  private int ssrc;
  private int time;
  private int event;
  private long heardNanos;

  public KeyPresses(Pressed listener) {
    this.listener = listener;
  }

  /** Who is told. */
  public interface Pressed {
    /** One of 0 to 9, *, #, A to D. */
    void key(char key);
  }

  /** The event of {@code key}, or -1 where no telephone has it. */
  public static int eventOf(char key) {
    return KEYS.indexOf(Character.toUpperCase(key));
  }

  /** Hears one event packet. */
  public void heard(int source, int timestamp, byte[] b, int at, int length, long nanos) {
    if (length < PAYLOAD || (b[at] & 255) >= KEYS.length()) return;
    if (any && source == ssrc && timestamp - time < 0) return; // a straggler of a key that is over
    if (!any || source != ssrc || timestamp != time) {
      finish();
      begin(source, timestamp, b[at] & 255);
    }
    heardNanos = nanos;
    if (b[at + 1] < 0) finish();
  }

  /** Hears that the sound goes on: a key of which nothing more comes is over. */
  public void sound(long nanos) {
    if (any && !told && nanos - heardNanos > LOST_END_NANOS) finish();
  }

  private void finish() {
    if (!any || told) return;
    told = true;
    listener.key(KEYS.charAt(event));
  }

  private void begin(int source, int timestamp, int which) {
    any = true;
    told = false;
    ssrc = source;
    time = timestamp;
    event = which;
  }
}
