/**
 * The number plan: what was dialled, whose number it is, and where a call goes. Pure. The only room that knows
 * libphonenumber, behind {@link io.mitschnitt.gateway.route.NumberPlan}.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.route.Routes}.
 */
@NullMarked
package io.mitschnitt.gateway.route;

import org.jspecify.annotations.NullMarked;
