package io.mitschnitt.recorder.store.embedded;

import java.util.List;

/**
 * How a query is answered by an index.
 *
 * @param sorted whether the documents come in the order that was asked for
 * @param backwards whether the index is read from its end
 * @param score how well it fits; the highest wins
 */
record Plan(MvIndex index, List<KeyRange> ranges, boolean sorted, boolean backwards, int score) {}
