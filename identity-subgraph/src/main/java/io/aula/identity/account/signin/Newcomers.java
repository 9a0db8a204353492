package io.aula.identity.account.signin;

import io.aula.identity.account.EmailAddress;
import java.util.List;

/** People who asked for an account and have not confirmed their address yet; sign-up knows them. */
public interface Newcomers {
    /** The last sign-ups of this address, the newest first, each with another password. */
    List<Newcomer> newest(EmailAddress address, int atMost);

    /** @param reference with which the mail can be asked for again */
    record Newcomer(String reference, String passwordHash) {}
}
