package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.CallInput;
import io.mitschnitt.gateway.call.CallInput.FromAside;
import io.mitschnitt.gateway.call.CallInput.FromAside.What;
import io.mitschnitt.gateway.media.CallMedia;
import io.mitschnitt.gateway.media.MediaEvents;
import io.mitschnitt.gateway.media.MediaPlane;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the media of a new party is made ready while the customer still belongs to another: on the loop of the call that it
 * will join, deaf and mute until the two agents' legs change places.
 */
final class AsideRoom implements MediaEvents {

  private final Leg side;
  private final List<String> codecs;
  private final @Nullable Consumer<CallInput> call;
  private final CallMedia media;
  private final boolean ours;
  private boolean closed;

  /** @param number whether the new party is a carrier's, and not an agent's browser */
  AsideRoom(
      MediaPlane plane,
      CallMedia beside,
      CallId id,
      boolean number,
      List<String> codecs,
      Consumer<CallInput> call) {
    side = number ? Leg.CUSTOMER : Leg.AGENT;
    this.codecs = codecs;
    this.call = call;
    ours = true;
    media = plane.openBeside(beside, id, this, false);
  }

  /** The new party talks in another call, on {@code side}; the room is that call's. */
  AsideRoom(CallMedia other, Leg side, List<String> codecs) {
    this.side = side;
    this.codecs = codecs;
    media = other;
    call = null;
    ours = false;
  }

  List<String> codecs() {
    return codecs;
  }

  void offer() {
    media
        .offer(side, codecs)
        .onComplete(sdp -> tell(What.OFFERED, sdp), bad -> tell(What.REFUSED, ""));
  }

  void take(String sdp) {
    media.answered(side, sdp).onFailure(bad -> tell(What.REFUSED, ""));
  }

  /** The new party takes the agent's place in {@code main}. */
  void exchange(CallMedia main) {
    main.exchange(Leg.AGENT, media, side).onFailure(bad -> tell(What.LOST, ""));
  }

  /** What its media still has to say is of no interest any more. */
  Future<Void> close() {
    closed = true;
    return ours ? media.close() : Future.succeededFuture();
  }

  private void tell(What what, String sdp) {
    Consumer<CallInput> listener = call;
    if (listener != null && !closed) {
      listener.accept(new FromAside(what, sdp));
    }
  }

  @Override
  public void up(Leg leg) {
    tell(What.UP, "");
  }

  /** Keys belong to the call once the party is in it. */
  @Override
  public void digit(Leg leg, char digit) {}

  @Override
  public void promptDone(String name, boolean whole) {}

  @Override
  public void lost(Leg leg, String why) {
    tell(What.LOST, "");
  }
}
