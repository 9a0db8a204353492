package io.aula.social.graphql;

import org.jspecify.annotations.Nullable;

/** Which part of a list a client asks for: at most {@code size}, following the cursor. */
public record Page(int size, @Nullable Cursor after) {

    /** Reads {@code first} and {@code after}, or throws what is the client's mistake. */
    public static Page of(@Nullable Integer first, @Nullable String after) {
        return new Page(Pages.size(first), after == null ? null : Cursor.parse(after));
    }
}
