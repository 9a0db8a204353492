package io.aula.identity.account;

import org.jspecify.annotations.Nullable;

/** Which people staff are looking for; null parts do not narrow. */
record AccountSearch(
        @Nullable String text,
        @Nullable Role role,
        @Nullable String after) {}
