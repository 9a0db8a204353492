package io.aula.identity.account.signin;

import io.aula.identity.account.EmailAddress;
import java.util.Optional;

/** People who asked for an account and have not confirmed their address yet; sign-up knows them. */
public interface Newcomers {
    /** The hash of the password that was chosen last for this address. */
    Optional<String> passwordHash(EmailAddress address);
}
