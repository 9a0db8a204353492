package io.aula.identity.account.signup;

import java.time.Duration;

/** What became of the wish for a mail. Whether the address has an account already makes no difference here. */
public sealed interface SignUpOutcome {
    /** A mail is on its way; {@code reference} names the sign-up for asking again, and opens nothing. */
    record Sent(String reference) implements SignUpOutcome {}

    /** This address got as many mails as it may for now; those it has are good. */
    record Later() implements SignUpOutcome {}

    /** This network asked for too many mails, whoever they were for. */
    record Throttled(Duration remaining) implements SignUpOutcome {}

    /** Nothing is known under this reference any more: start again. */
    record Forgotten() implements SignUpOutcome {}
}
