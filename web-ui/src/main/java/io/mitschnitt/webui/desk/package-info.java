/**
 * What an agent's page needs besides SIP: credentials for the softphone, the demo carrier's bell. Must not know SIP.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.desk.GiveCredentials}.
 */
@NullMarked
package io.mitschnitt.webui.desk;

import org.jspecify.annotations.NullMarked;
