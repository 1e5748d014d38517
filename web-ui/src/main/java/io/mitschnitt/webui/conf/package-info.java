/**
 * The configuration's way in: files and environment in, typed and checked values out, or all that is wrong with them at
 * once. Knows YAML and the schema, which nobody else does; must not know how any floor works.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.conf.Configuration}.
 */
@NullMarked
package io.mitschnitt.webui.conf;

import org.jspecify.annotations.NullMarked;
