/**
 * Who people are: accounts, passwords, sessions, and the log-in page's endpoints. Knows Argon2id; must not know calls or
 * recordings.
 *
 * <p>Start reading at {@link io.mitschnitt.webui.account.Login}.
 */
@NullMarked
package io.mitschnitt.webui.account;

import org.jspecify.annotations.NullMarked;
