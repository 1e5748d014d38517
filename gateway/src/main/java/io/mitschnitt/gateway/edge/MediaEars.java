package io.mitschnitt.gateway.edge;

import io.mitschnitt.gateway.call.CallInput;
import io.mitschnitt.gateway.media.MediaEvents;
import io.mitschnitt.recorder.contract.Leg;
import java.util.function.Consumer;

/** Turns what a call's media reports into its inputs. */
record MediaEars(Consumer<CallInput> call) implements MediaEvents {

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
}
