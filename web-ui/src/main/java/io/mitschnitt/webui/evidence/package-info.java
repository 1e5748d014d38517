/**
 * What is handed to those who must prove or doubt: bundles, the log and its signed heads. The recorder makes and signs
 * all of it; this room says who may have it.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.evidence.ExportEvidence}.
 */
@NullMarked
package io.mitschnitt.webui.evidence;

import org.jspecify.annotations.NullMarked;
