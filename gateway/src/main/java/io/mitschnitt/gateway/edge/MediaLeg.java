package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.media.CallMedia.BadSdp;
import io.mitschnitt.gateway.media.CallPath;
import io.mitschnitt.recorder.contract.Codec;
import io.mitschnitt.recorder.contract.Leg;
import io.vertx.core.Future;
import java.util.List;

/**
 * One party's media, whatever it is made of. It sits on one side of one call, and may be seated in another call of the
 * same loop: what it has agreed on stays.
 */
interface MediaLeg {

  /** Has what it needs of the machine; completes on the loop. */
  Future<Void> open();

  String offer(List<Codec> codecs);

  void answered(String sdp) throws BadSdp;

  String answer(String sdp, List<Codec> codecs) throws BadSdp;

  /** A second passed. */
  void second(long nanos, boolean asks);

  void report(long epochMillis, long nanos);

  /** From now on it is that side of that call; its half of the path has moved there already. */
  void sit(CallPath path, LegNews news, Leg side);

  /** Completes when all that it had of the machine is free again. */
  Future<Void> close();
}
