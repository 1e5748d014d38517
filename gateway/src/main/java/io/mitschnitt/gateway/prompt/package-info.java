/**
 * Announcements: their words, their sound, and the digest that proves which one was played. Reading the files blocks;
 * whoever calls {@link io.mitschnitt.gateway.prompt.Prompts#read} does so off the event loop.
 *
 * <p>Start reading at {@link io.mitschnitt.gateway.prompt.Prompts}.
 */
@NullMarked
package io.mitschnitt.gateway.prompt;

import org.jspecify.annotations.NullMarked;
