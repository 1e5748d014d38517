/**
 * The keys of recordings: each has its own, wrapped by the node's key-encryption key, which lives in a file outside the
 * store and outside every backup of it. Destroying a recording's wrapped key destroys the recording.
 */
@NullMarked
package io.mitschnitt.recorder.key;

import org.jspecify.annotations.NullMarked;
