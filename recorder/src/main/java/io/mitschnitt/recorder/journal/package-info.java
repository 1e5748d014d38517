/**
 * The spool of one recording while it is made: payloads as they came, sealed and appended, nothing ever rewritten.
 *
 * <p>The format is pure and drawn at {@link io.mitschnitt.recorder.journal.JournalFormat}; files are touched by {@link
 * io.mitschnitt.recorder.journal.JournalFile} and {@link io.mitschnitt.recorder.journal.JournalReader} only. This room
 * knows payloads but not what they sound like, and keys but not where they come from.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.journal.JournalFormat}, then {@link
 * io.mitschnitt.recorder.journal.Entry}.
 */
@NullMarked
package io.mitschnitt.recorder.journal;

import org.jspecify.annotations.NullMarked;
