package io.mitschnitt.recorder.store.embedded;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The positions that all of some postings have, in order: whoever is behind leaps to where the foremost stands. */
final class Meeting implements Iterator<Key> {

  private final List<Posting> postings;
  private @Nullable Key next;

  Meeting(List<Posting> postings) {
    this.postings = postings;
    this.next = meet();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Key next() {
    Key here = next;
    if (here == null) {
      throw new NoSuchElementException();
    }
    postings.get(0).next();
    next = meet();
    return here;
  }

  private @Nullable Key meet() {
    byte[] wanted = postings.get(0).at();
    int agreed = 0;
    for (int i = 0; wanted != null && agreed < postings.size(); i = (i + 1) % postings.size()) {
      Posting posting = postings.get(i);
      posting.seek(wanted);
      byte[] at = posting.at();
      agreed = at != null && Arrays.equals(at, wanted) ? agreed + 1 : 1;
      wanted = at;
    }
    return wanted == null ? null : postings.get(0).position();
  }
}
