package io.aula.identity.account;

/** How an attempt to change a person ended. */
public sealed interface ProfileOutcome {
    record Changed(Account account) implements ProfileOutcome {}

    /** {@code rule} is the key of the message that says what is wrong with {@code field}. */
    record Invalid(String field, String rule) implements ProfileOutcome {}

    record HandleTaken(String handle) implements ProfileOutcome {}

    record NoSuchAccount(String id) implements ProfileOutcome {}

    /** The caller's token is older than a change to the caller's own rights. */
    record NoLongerAdmin() implements ProfileOutcome {}
}
