/**
 * What SIP means to a call: dialogs as legs, without a stack. Pure: the stack itself lives in {@code edge.sip} and
 * implements {@link io.mitschnitt.gateway.sip.SipDoor}; no type of {@code javax.sip} crosses that door.
 */
@NullMarked
package io.mitschnitt.gateway.sip;

import org.jspecify.annotations.NullMarked;
