package io.mitschnitt.recorder.store.embedded;

/** What answering one question costs, and how much it may cost before another way is tried. */
final class Effort {

  /** Reading a document costs about as much as reading so many keys of an index. */
  static final int KEYS_PER_DOCUMENT = 8;

  private long keys;
  private long documents;
  private long left = Long.MAX_VALUE;

  /** The way was longer than was allowed. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Spent() {
      super("spent", null, false, false);
    }
  }

  /** From now on no more than the reading of {@code most} documents. */
  Effort within(long most) {
    left = most * KEYS_PER_DOCUMENT;
    return this;
  }

  Effort freely() {
    left = Long.MAX_VALUE;
    return this;
  }

  void key() {
    keys++;
    spend(1);
  }

  void document() {
    documents++;
    spend(KEYS_PER_DOCUMENT);
  }

  private void spend(int cost) {
    left -= cost;
    if (left < 0) {
      throw new Spent();
    }
  }

  long keys() {
    return keys;
  }

  long documents() {
    return documents;
  }
}
