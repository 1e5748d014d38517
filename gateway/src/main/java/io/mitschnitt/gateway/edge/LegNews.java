package io.mitschnitt.gateway.edge;

import io.mitschnitt.recorder.contract.Leg;

/** What a leg tells its call, on the media loop. */
interface LegNews {
  void up(Leg leg);

  /**
   * The leg is gone.
   *
   * @param why for people, without personal data
   */
  void lost(Leg leg, String why);
}
