package io.aula.identity.account.signin;

import io.aula.identity.account.Account;
import java.time.Duration;

/** How an attempt to sign in ended. A wrong address and a wrong password look the same. */
public sealed interface SignInOutcome {
    record SignedIn(Account account) implements SignInOutcome {}

    record Refused() implements SignInOutcome {}

    /** Right, but the address was never confirmed; said to nobody who does not know the password. The mail can be had again. */
    record Unconfirmed(String reference) implements SignInOutcome {}

    /** Nobody looked at the password: too many are being hashed. The try does not count. */
    record Busy(Duration retryAfter) implements SignInOutcome {}

    record Throttled(Duration remaining) implements SignInOutcome {}
}
