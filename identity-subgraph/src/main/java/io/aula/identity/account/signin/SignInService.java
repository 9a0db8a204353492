package io.aula.identity.account.signin;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountId;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.throttle.Origin;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Checks an address and a password. */
@Service
public class SignInService {
    /** More is no password of ours, and hashing it would be work that a stranger can order. */
    private static final int LONGEST_INPUT = 1_000;

    private final AccountService accounts;
    private final Credentials credentials;
    private final PasswordHashes hashes;
    private final LoginThrottle throttle;
    private final Newcomers newcomers;
    private final Clock clock;

    SignInService(
            AccountService accounts,
            Credentials credentials,
            PasswordHashes hashes,
            LoginThrottle throttle,
            Newcomers newcomers,
            Clock clock) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.hashes = hashes;
        this.throttle = throttle;
        this.newcomers = newcomers;
        this.clock = clock;
    }

    /** Which hash stands against an address: a person's, or that of somebody who has not confirmed it yet. */
    private sealed interface Candidate {
        @Nullable
        String hash();

        record Person(Account account, @Nullable String hash) implements Candidate {}

        record Newcomer(String hash) implements Candidate {}

        record Nobody() implements Candidate {
            @Override
            public @Nullable String hash() {
                return null;
            }
        }
    }

    public SignInOutcome signIn(EmailAddress address, String password, Origin origin) {
        Optional<Duration> wait = throttle.wait(address, origin);
        if (wait.isPresent()) {
            return new SignInOutcome.Throttled(wait.get());
        }
        Candidate candidate = candidate(address);
        Optional<String> matching = matching(password, candidate.hash());
        if (matching.isEmpty() || candidate instanceof Candidate.Nobody) {
            return new SignInOutcome.Refused();
        }
        throttle.succeeded(address, origin);
        return switch (candidate) {
            case Candidate.Person(Account account, String hash) -> {
                renew(account.id(), matching.get(), password, Objects.requireNonNull(hash));
                credentials.touch(account.id(), clock.instant());
                yield new SignInOutcome.SignedIn(account);
            }
            case Candidate.Newcomer newcomer -> new SignInOutcome.Unconfirmed();
            case Candidate.Nobody nobody -> new SignInOutcome.Refused();
        };
    }

    private Candidate candidate(EmailAddress address) {
        Optional<Account> account = accounts.byEmail(address);
        if (account.isPresent()) {
            return account.filter(Account::active)
                    .<Candidate>map(person -> new Candidate.Person(
                            person, credentials.passwordHash(person.id()).orElse(null)))
                    .orElseGet(Candidate.Nobody::new);
        }
        return newcomers
                .passwordHash(address)
                .<Candidate>map(Candidate.Newcomer::new)
                .orElseGet(Candidate.Nobody::new);
    }

    /**
     * The form of the password that made the hash: prepared, else as it was typed, for hashes older than the preparation.
     * How much is hashed depends on what was typed alone, never on whose address it is.
     */
    private Optional<String> matching(String typed, @Nullable String hash) {
        if (typed.isEmpty() || typed.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        Optional<String> prepared = OpaqueString.of(typed);
        boolean samePrepared = prepared.isPresent() && hashes.matches(prepared.get(), hash);
        boolean sameRaw = !prepared.equals(Optional.of(typed)) && hashes.matches(typed, hash);
        return samePrepared ? prepared : sameRaw ? Optional.of(typed) : Optional.empty();
    }

    private void renew(AccountId account, String matching, String typed, String hash) {
        OpaqueString.of(typed)
                .filter(prepared -> !prepared.equals(matching))
                .ifPresent(prepared -> credentials.renewPasswordHash(account, hash, hashes.hash(prepared)));
    }
}
