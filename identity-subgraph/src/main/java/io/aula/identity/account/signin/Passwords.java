package io.aula.identity.account.signin;

import io.aula.platform.id.UserId;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;

/** Keeps the passwords of people, as hashes made by {@link PasswordHashes}. */
@Service
public class Passwords {
    private final Credentials credentials;
    private final PasswordHashes hashes;
    private final Clock clock;

    Passwords(Credentials credentials, PasswordHashes hashes, Clock clock) {
        this.credentials = credentials;
        this.hashes = hashes;
        this.clock = clock;
    }

    public void set(UserId account, String hash) {
        credentials.setPasswordHash(account, hash, clock.instant());
    }

    /** Nobody signs in with it any more; the way in is the mailbox. */
    public void forget(UserId account) {
        credentials.deletePasswordHash(account);
    }

    /** True when this person signs in with {@code password}; used to leave unchanged what is already right. */
    public boolean matches(UserId account, String password) {
        return credentials
                .passwordHash(account)
                .map(hash -> hashes.matches(password, hash))
                .orElse(false);
    }

    /**
     * True when {@code typed} is what this person signs in with, however it was typed; works as long for somebody without a password.
     *
     * @throws BusyException when too many others compare
     */
    public boolean isOf(UserId account, String typed) {
        return new Comparison(hashes, typed)
                .among(List.of(credentials.passwordHash(account)))
                .isPresent();
    }
}
