package io.aula.identity.account.signin;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.throttle.Origin;
import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Checks an address and a password. */
@Service
public class SignInService {
    /** More is no password of ours, and hashing it would be work that a stranger can order. */
    private static final int LONGEST_INPUT = 1_000;
    /** Passwords that are compared for one address: it may have asked for an account more than once. */
    private static final int MOST_TRIED = 3;

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

    /** Whose password stands against an address: a person's, or that of somebody who has not confirmed it yet. */
    private sealed interface Candidate {
        @Nullable
        String hash();

        record Person(Account account, @Nullable String hash) implements Candidate {}

        record Newcomer(String reference, String hash) implements Candidate {}

        record Nobody() implements Candidate {
            @Override
            public @Nullable String hash() {
                return null;
            }
        }
    }

    private record Match(Candidate candidate, String password) {}

    public SignInOutcome signIn(EmailAddress address, String password, Origin origin) {
        Optional<Duration> wait = throttle.wait(address, origin);
        if (wait.isPresent()) {
            return new SignInOutcome.Throttled(wait.get());
        }
        Optional<Match> match = match(candidates(address), password);
        match.ifPresent(known -> throttle.succeeded(address, origin));
        return match.map(known -> signedIn(known, password)).orElseGet(SignInOutcome.Refused::new);
    }

    private SignInOutcome signedIn(Match match, String typed) {
        return switch (match.candidate()) {
            case Candidate.Person(Account account, String hash) -> {
                renew(account.id(), match.password(), typed, Objects.requireNonNull(hash));
                credentials.touch(account.id(), clock.instant());
                yield new SignInOutcome.SignedIn(account);
            }
            case Candidate.Newcomer(String reference, String hash) -> new SignInOutcome.Unconfirmed(reference);
            case Candidate.Nobody nobody -> new SignInOutcome.Refused();
        };
    }

    /** People before newcomers: an address that has its account waits for nothing. */
    private List<Candidate> candidates(EmailAddress address) {
        List<Account> people = accounts.byEmail(address);
        return people.isEmpty()
                ? newcomers.newest(address, MOST_TRIED).stream()
                        .<Candidate>map(one -> new Candidate.Newcomer(one.reference(), one.passwordHash()))
                        .toList()
                : people.stream()
                        .filter(Account::active)
                        .limit(MOST_TRIED)
                        .<Candidate>map(person -> new Candidate.Person(
                                person, credentials.passwordHash(person.id()).orElse(null)))
                        .toList();
    }

    /** Who is missing is tried as nobody: a refusal takes as long for every address. */
    private Optional<Match> match(List<Candidate> candidates, String password) {
        for (int i = 0; i < MOST_TRIED; i++) {
            Candidate candidate = i < candidates.size() ? candidates.get(i) : new Candidate.Nobody();
            Optional<String> matching = matching(password, candidate.hash());
            if (matching.isPresent()) {
                return Optional.of(new Match(candidate, matching.get()));
            }
        }
        return Optional.empty();
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

    private void renew(UserId account, String matching, String typed, String hash) {
        OpaqueString.of(typed)
                .filter(prepared -> !prepared.equals(matching))
                .ifPresent(prepared -> credentials.renewPasswordHash(account, hash, hashes.hash(prepared)));
    }
}
