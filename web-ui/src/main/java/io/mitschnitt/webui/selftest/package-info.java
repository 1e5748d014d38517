/**
 * The product's test of itself, {@code ./start --demo --self-test}: it telephones, listens and reviews from outside, as
 * people would, and believes nothing but what comes over the wire and out of the stored MP3.
 *
 * <p>Knows SIP over WebSocket, the HTTP API and the tones that both sides sound. Must not know: any room of the gateway or
 * of the recorder behind their hatches, except the demo's WebRTC client and the MP3 decoder.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.selftest.SelfTest}.
 */
@NullMarked
package io.mitschnitt.webui.selftest;

import org.jspecify.annotations.NullMarked;
