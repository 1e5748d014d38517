/**
 * What those who answer for the law ask for: holds, erasures, certificates, cases, requests of people, and what would
 * become of a change of policy. The recorder decides; this room says who may ask.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.compliance.Holds}.
 */
@NullMarked
package io.mitschnitt.webui.compliance;

import org.jspecify.annotations.NullMarked;
