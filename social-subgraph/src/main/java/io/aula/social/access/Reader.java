package io.aula.social.access;

import io.aula.platform.security.Caller;
import java.util.Optional;

/** Who reads what people wrote. */
public final class Reader {
    private Reader() {}

    /** The caller; a token that was not given for this (without {@code community:read}) reads what anybody may. */
    public static Optional<Caller> current() {
        return Caller.current().filter(caller -> caller.hasScope("community:read"));
    }
}
