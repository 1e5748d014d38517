/**
 * Decisions, explained and simulated, for the page. Knows the policy's door and the book of calls; must not know how a
 * decision is made.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.policy.Simulate}.
 */
@NullMarked
package io.mitschnitt.webui.policy;

import org.jspecify.annotations.NullMarked;
