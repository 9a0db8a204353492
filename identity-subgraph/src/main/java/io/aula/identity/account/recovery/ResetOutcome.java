package io.aula.identity.account.recovery;

import io.aula.identity.account.letter.MailLinks.Refusal;
import io.aula.identity.account.signin.PreparedPassword.Fault;

/** How choosing a new password by mail ended. */
sealed interface ResetOutcome {
    /** @param address with which to sign in now */
    record Done(String address) implements ResetOutcome {}

    /** The link is still good: another password may do. */
    record Unsuitable(Fault fault) implements ResetOutcome {}

    record Refused(Refusal refusal) implements ResetOutcome {}
}
