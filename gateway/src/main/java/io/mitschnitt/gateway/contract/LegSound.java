package io.mitschnitt.gateway.contract;

import io.mitschnitt.recorder.contract.Leg;
import java.util.Optional;

/**
 * How one leg of a live call sounds now.
 *
 * @param silent whether no sound has come from it for some seconds although the two are joined: one-way audio
 * @param quality of the last step of 5 s, empty before the first one
 */
public record LegSound(Leg leg, boolean silent, Optional<LegQuality> quality) {}
