/**
 * Calls of this moment and of lately, for people who may see them, and the stream of news.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.live.ListCalls}, then {@link io.mitschnitt.webui.live.Events}.
 */
@NullMarked
package io.mitschnitt.webui.live;

import org.jspecify.annotations.NullMarked;
