/**
 * People: the top floor, and the program as a whole. Here the command line is read and the house is opened from the
 * ground up and closed from the roof down; no room below knows of it.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.Main}.
 */
@NullMarked
package io.mitschnitt.webui;

import org.jspecify.annotations.NullMarked;
