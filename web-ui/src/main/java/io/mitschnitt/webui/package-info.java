/** People. {@code Main} is the table of contents of the program. */
@NullMarked
package io.mitschnitt.webui;

import org.jspecify.annotations.NullMarked;
