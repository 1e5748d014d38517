package io.mitschnitt.recorder.custody;

import io.mitschnitt.recorder.contract.Care;
import io.mitschnitt.recorder.contract.Care.Hold;
import io.mitschnitt.recorder.contract.Care.Wish;
import io.mitschnitt.recorder.contract.Refused;
import java.util.Optional;

/** What one person may begin and only a second one may finish: releasing a hold, and an erasure before its time. */
public final class FourEyes {

  private FourEyes() {}

  /** The hold after {@code who} wanted it released: asked the first time, released by another person. */
  public static Hold release(Hold hold, Wish who) {
    if (hold.asked().isEmpty()) {
      return new Hold(hold.id(), hold.placed(), hold.folder(), Optional.of(who), Optional.empty());
    }
    refuseSame(hold.asked().get(), who);
    return new Hold(hold.id(), hold.placed(), hold.folder(), hold.asked(), Optional.of(who));
  }

  /**
   * The protection after {@code who} wanted the recording erased: asked the first time, confirmed by another person.
   * Refused, with the reason, where a hold or a law protects it.
   */
  public static Care erase(Care care, Wish who) {
    care.protects(who.at()).ifPresent(why -> {
      throw new Refused(why);
    });
    if (care.wish().isEmpty()) {
      return care.wished(Optional.of(who), Optional.empty());
    }
    refuseSame(care.wish().get(), who);
    return care.wished(care.wish(), Optional.of(who));
  }

  private static void refuseSame(Wish first, Wish second) {
    if (first.by().equals(second.by())) {
      throw new Refused("a second person has to confirm what you asked for");
    }
  }
}
