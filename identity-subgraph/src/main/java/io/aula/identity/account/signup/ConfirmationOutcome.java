package io.aula.identity.account.signup;

import io.aula.identity.account.Account;
import io.aula.identity.account.signin.PreparedPassword.Fault;
import io.aula.identity.account.visit.Destination;
import java.util.Optional;

/** What following the link of a sign-up mail led to. */
public sealed interface ConfirmationOutcome {
    record Confirmed(Account account, Optional<Destination> destination) implements ConfirmationOutcome {}

    /** The password that was chosen in the place of a stranger's is none to be had. */
    record Unsuitable(Fault fault) implements ConfirmationOutcome {}

    /** Too old; the same mail can be had again under this reference. */
    record Expired(String reference) implements ConfirmationOutcome {}

    /** Used before, or never given. */
    record Stale() implements ConfirmationOutcome {}
}
