/**
 * Running the node: how it is, how much of each day was recorded, and who else is told of what happens. Knows health and
 * the book, not how a server is opened.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.admin.ShowSystem}, then {@link io.mitschnitt.webui.admin.Webhooks}.
 */
@NullMarked
package io.mitschnitt.webui.admin;

import org.jspecify.annotations.NullMarked;
