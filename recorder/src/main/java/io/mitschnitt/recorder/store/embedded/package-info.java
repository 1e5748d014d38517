/**
 * A MongoDB server in this process: wire protocol, matcher and operators of mongo-java-server over a storage of our own
 * on MVStore, with real ordered indexes, group commit with fsync before the acknowledgement, and SCRAM-SHA-256. Only here
 * are {@code de.bwaldvogel.mongo} and {@code org.h2.mvstore} known. It speaks the subset that the store uses, and refuses
 * rather than ignores what it cannot do.
 *
 * <p>Start reading at {@link io.mitschnitt.recorder.store.embedded.EmbeddedServer}, then {@link
 * io.mitschnitt.recorder.store.embedded.MvBackend}.
 */
@NullMarked
package io.mitschnitt.recorder.store.embedded;

import org.jspecify.annotations.NullMarked;
