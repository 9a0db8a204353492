package io.aula.identity.authserver.device;

import java.util.Locale;
import java.util.Optional;

/** The code that a person reads on their device's screen: eight consonants, which spell no word, with a dash in the middle. */
public record UserCode(String value) {
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int LONGEST_TYPED = 40;

    /** Whatever was typed: case, dashes, blanks and the like do not count (RFC 8628 §6.1). Empty when it can be no code. */
    public static Optional<UserCode> of(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        StringBuilder letters = new StringBuilder(LENGTH);
        typed.toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        boolean isCode = letters.length() == LENGTH && letters.chars().allMatch(c -> LETTERS.indexOf(c) >= 0);
        return isCode ? Optional.of(new UserCode(letters.insert(LENGTH / 2, '-').toString())) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
