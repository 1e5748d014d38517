/**
 * The grammar of the HTTP API: who asks, which endpoint, what the answer looks like when all is well and when it is not.
 * Knows JSON and the two hatches' words; must not know where a session is kept or how a server is opened.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.api.Endpoint}, then {@link io.mitschnitt.webui.api.Visit}.
 */
@NullMarked
package io.mitschnitt.webui.api;

import org.jspecify.annotations.NullMarked;
