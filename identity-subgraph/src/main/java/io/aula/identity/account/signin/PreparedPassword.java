package io.aula.identity.account.signin;

import io.aula.platform.text.PlainText;
import java.util.Optional;

/** A password as it may be chosen: prepared by {@link OpaqueString}, of a bounded length counted in characters, not widely known. */
public record PreparedPassword(String value) {
    public static final int SHORTEST = 10;
    public static final int LONGEST = 200;

    /** What is wrong with a password that somebody would choose. */
    public enum Fault {
        /** Too short, too long, nothing that can be seen, or with characters that no password may have. */
        SHAPE,
        /** Among those that are tried first. */
        KNOWN
    }

    /** Empty when it is too short, too long, shows nothing or holds characters that no password may. */
    public static Optional<PreparedPassword> of(String typed) {
        return OpaqueString.of(typed)
                .filter(text -> !PlainText.isInvisible(text))
                .filter(text -> text.codePointCount(0, text.length()) >= SHORTEST
                        && text.codePointCount(0, text.length()) <= LONGEST)
                .map(PreparedPassword::new);
    }

    /** Empty of a password that may be chosen. */
    public static Optional<Fault> fault(String typed) {
        Optional<PreparedPassword> prepared = of(typed);
        if (prepared.isEmpty()) {
            return Optional.of(Fault.SHAPE);
        }
        return BreachedPasswords.contain(prepared.get().value()) ? Optional.of(Fault.KNOWN) : Optional.empty();
    }

    @Override
    public String toString() {
        return "a password";
    }
}
