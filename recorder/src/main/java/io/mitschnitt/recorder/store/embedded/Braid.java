package io.mitschnitt.recorder.store.embedded;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several postings as one, in order; what stands in more than one comes once. */
final class Braid implements Posting {

  private final PriorityQueue<Posting> strands =
      new PriorityQueue<>(Comparator.comparing(Braid::here, Arrays::compareUnsigned));

  Braid(List<Posting> parts) {
    parts.forEach(this::put);
  }

  private static byte[] here(Posting posting) {
    byte[] at = posting.at();
    if (at == null) {
      throw new IllegalStateException("at the end");
    }
    return at;
  }

  private void put(Posting posting) {
    if (posting.at() != null) {
      strands.add(posting);
    }
  }

  @Override
  public byte @Nullable [] at() {
    Posting first = strands.peek();
    return first == null ? null : first.at();
  }

  @Override
  public Key position() {
    return strands.element().position();
  }

  @Override
  public void next() {
    byte[] passed = at();
    while (passed != null && Arrays.equals(passed, at())) {
      Posting first = strands.remove();
      first.next();
      put(first);
    }
  }

  @Override
  public void seek(byte[] rest) {
    while (!strands.isEmpty() && Arrays.compareUnsigned(here(strands.element()), rest) < 0) {
      Posting first = strands.remove();
      first.seek(rest);
      put(first);
    }
  }
}
