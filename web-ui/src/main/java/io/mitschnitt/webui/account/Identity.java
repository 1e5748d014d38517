package io.mitschnitt.webui.account;

import io.mitschnitt.webui.api.Role;
import java.util.Set;

/** Somebody whose password was right. */
record Identity(String name, Set<Role> roles, boolean agent) {}
