package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.CallInput;
import io.mitschnitt.gateway.contract.LegQuality;
import io.mitschnitt.gateway.media.MediaEvents;
import io.mitschnitt.recorder.contract.CallId;
import io.mitschnitt.recorder.contract.Leg;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a call's media reports into its inputs; how it sounds goes to the board. */
record MediaEars(CallId id, LiveBoard board, Consumer<CallInput> call) implements MediaEvents {

  private static final Logger LOG = LoggerFactory.getLogger(MediaEars.class);

  @Override
  public void up(Leg leg) {
    call.accept(new CallInput.MediaUp(leg));
  }

  @Override
  public void digit(Leg leg, char digit) {
    call.accept(new CallInput.KeyPressed(leg, digit, false));
  }

  @Override
  public void promptDone(String name, boolean whole) {
    call.accept(new CallInput.PromptDone(name, whole));
  }

  @Override
  public void lost(Leg leg, String why) {
    call.accept(new CallInput.MediaLost(leg, why));
  }

  @Override
  public void silent(Leg leg, boolean silent) {
    if (silent) LOG.warn("call {}: no sound from the {} for seconds", id, leg);
    else LOG.info("call {}: sound from the {} again", id, leg);
    board.silent(id, leg, silent);
  }

  @Override
  public void quality(LegQuality quality) {
    board.quality(id, quality);
  }
}
