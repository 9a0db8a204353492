package io.aula.identity.account.signin;

import io.aula.platform.id.UserId;
import org.springframework.stereotype.Service;

/** Keeps the passwords of people, as hashes made by {@link PasswordHashes}. */
@Service
public class Passwords {
    private final Credentials credentials;
    private final PasswordHashes hashes;

    Passwords(Credentials credentials, PasswordHashes hashes) {
        this.credentials = credentials;
        this.hashes = hashes;
    }

    public void set(UserId account, String hash) {
        credentials.setPasswordHash(account, hash);
    }

    /** True when this person signs in with {@code password}; used to leave unchanged what is already right. */
    public boolean matches(UserId account, String password) {
        return credentials
                .passwordHash(account)
                .map(hash -> hashes.matches(password, hash))
                .orElse(false);
    }
}
