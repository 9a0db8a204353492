package io.aula.identity.account.signup;

import io.aula.identity.account.Account;

/** What following the link of a sign-up mail led to. */
public sealed interface ConfirmationOutcome {
    record Confirmed(Account account) implements ConfirmationOutcome {}

    /** Used, expired or never given. */
    record Stale() implements ConfirmationOutcome {}
}
