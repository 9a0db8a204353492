package io.aula.identity.account.signin;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountId;
import io.aula.identity.account.AccountService;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Checks an address and a password. */
@Service
public class SignInService {
    private static final int LONGEST_PASSWORD = 200;

    private final AccountService accounts;
    private final Credentials credentials;
    private final PasswordHashes hashes;
    private final LoginThrottle throttle;

    SignInService(AccountService accounts, Credentials credentials, PasswordHashes hashes, LoginThrottle throttle) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.hashes = hashes;
        this.throttle = throttle;
    }

    /** {@code origin} names where the attempt comes from: an address, or a browser that was here before. */
    public SignInOutcome signIn(String email, String password, String origin) {
        Optional<Duration> wait = throttle.wait(email, origin);
        if (wait.isPresent()) {
            return new SignInOutcome.Throttled(wait.get());
        }
        Optional<Account> account = accounts.byEmail(email).filter(Account::active);
        String hash = account.flatMap(a -> credentials.passwordHash(a.id())).orElse(null);
        boolean matches = password.length() <= LONGEST_PASSWORD && hashes.matches(password, hash);
        if (!matches || account.isEmpty()) {
            throttle.failed(email, origin);
            return new SignInOutcome.Refused();
        }
        throttle.succeeded(email, origin);
        credentials.touch(account.get().id());
        return new SignInOutcome.SignedIn(account.get());
    }

    /** Keeps a hash made by {@link PasswordHashes}. */
    public void setPasswordHash(AccountId account, String hash) {
        credentials.setPasswordHash(account, hash);
    }

    /** True when this person signs in with {@code password}; used to leave unchanged what is already right. */
    public boolean hasPassword(AccountId account, String password) {
        return credentials
                .passwordHash(account)
                .map(hash -> hashes.matches(password, hash))
                .orElse(false);
    }
}
