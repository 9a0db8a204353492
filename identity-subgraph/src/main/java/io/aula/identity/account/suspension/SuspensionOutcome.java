package io.aula.identity.account.suspension;

import io.aula.identity.account.Account;

/** What came of closing an account, or of opening it. */
sealed interface SuspensionOutcome {
    record Stands(Account account) implements SuspensionOutcome {}

    record NoSuchPerson(String id) implements SuspensionOutcome {}

    /** Nobody would be left to undo it. */
    record OneselfIsKept() implements SuspensionOutcome {}

    record ReasonInvalid(int most) implements SuspensionOutcome {}

    /** The caller's token is older than a change to the caller's own rights. */
    record NoLongerAdmin() implements SuspensionOutcome {}
}
