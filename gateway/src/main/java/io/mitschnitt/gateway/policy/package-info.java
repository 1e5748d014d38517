/**
 * The consent rules: what a profile and the parties' numbers make of a call. Pure; it knows no phone and no clock, and
 * of the number plan only {@link io.mitschnitt.gateway.route.NumberPlan}.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.policy.Policy}.
 */
@NullMarked
package io.mitschnitt.gateway.policy;

import org.jspecify.annotations.NullMarked;
