/**
 * The top floor's front door: one HTTP server with its rules for browsers, the table of all endpoints, the page's files,
 * the agents' WebSocket, health and metrics. Only here is a server opened.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.edge.WebUiVerticle}, then {@link io.mitschnitt.webui.edge.Endpoints}.
 */
@NullMarked
package io.mitschnitt.webui.edge;

import org.jspecify.annotations.NullMarked;
