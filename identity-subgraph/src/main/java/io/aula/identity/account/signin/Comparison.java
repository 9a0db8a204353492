package io.aula.identity.account.signin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One typed password against the hashes that stand under one address. What it costs depends on what was typed alone, never on
 * whose address it is: who is missing is compared as nobody.
 */
final class Comparison {
    /** Hashes that are compared for one address: it may have asked for an account more than once. */
    static final int MOST = 2;
    /** More is no password of ours, and hashing it would be work that a stranger can order. */
    private static final int LONGEST_INPUT = 1_000;

    private final PasswordHashes hashes;
    private final List<String> forms;

    Comparison(PasswordHashes hashes, String typed) {
        this.hashes = hashes;
        this.forms = forms(typed);
    }

    /** Which of the hashes it is, and the form of the password that made it. */
    record Match(int index, String form) {}

    /**
     * The first hash that fits.
     *
     * @param known of whom may be meant, empty for somebody without a password; those beyond {@link #MOST} are not looked at
     * @throws BusyException when too many others compare
     */
    Optional<Match> among(List<Optional<String>> known) {
        for (int i = 0; i < MOST; i++) {
            Optional<String> form = matching(i < known.size() ? known.get(i) : Optional.empty());
            if (form.isPresent()) {
                return Optional.of(new Match(i, form.get()));
            }
        }
        return Optional.empty();
    }

    /** Each form is tried, whichever fits: how long it takes does not tell which. */
    private Optional<String> matching(Optional<String> hash) {
        List<String> fitting = forms.stream()
                .filter(form -> hashes.matches(form, hash.orElse(null)))
                .toList();
        return fitting.stream().findFirst();
    }

    /** Prepared, and as it was typed, for hashes older than the preparation; of ordinary text both are the same. */
    private static List<String> forms(String typed) {
        return typed.isEmpty() || typed.length() > LONGEST_INPUT
                ? List.of()
                : Stream.concat(OpaqueString.of(typed).stream(), Stream.of(typed))
                        .distinct()
                        .toList();
    }
}
