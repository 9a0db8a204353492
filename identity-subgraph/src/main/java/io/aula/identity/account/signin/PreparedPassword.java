package io.aula.identity.account.signin;

import java.util.Optional;

/** A password as it may be chosen: prepared by {@link OpaqueString} and of a bounded length, counted in characters. */
public record PreparedPassword(String value) {
    public static final int SHORTEST = 10;
    public static final int LONGEST = 200;

    /** Empty when it is too short, too long or holds characters that no password may. */
    public static Optional<PreparedPassword> of(String typed) {
        return OpaqueString.of(typed)
                .filter(text -> text.codePointCount(0, text.length()) >= SHORTEST
                        && text.codePointCount(0, text.length()) <= LONGEST)
                .map(PreparedPassword::new);
    }

    @Override
    public String toString() {
        return "a password";
    }
}
