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
    private final AccountService accounts;
    private final Credentials credentials;
    private final PasswordHashes hashes;
    private final Turns turns;
    private final LoginThrottle throttle;
    private final Newcomers newcomers;
    private final Clock clock;

    SignInService(
            AccountService accounts,
            Credentials credentials,
            PasswordHashes hashes,
            Turns turns,
            LoginThrottle throttle,
            Newcomers newcomers,
            Clock clock) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.hashes = hashes;
        this.turns = turns;
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
    }

    private record Match(Candidate candidate, String password) {}

    public SignInOutcome signIn(EmailAddress address, String password, Origin origin) {
        try {
            return turns.inTurn(LoginThrottle.account(address, origin), () -> inTurn(address, password, origin));
        } catch (BusyException busy) { // Nothing was counted yet.
            return new SignInOutcome.Busy(busy.retryAfter());
        }
    }

    private SignInOutcome inTurn(EmailAddress address, String password, Origin origin) {
        Optional<Duration> wait = throttle.wait(address, origin);
        if (wait.isPresent()) {
            return new SignInOutcome.Throttled(wait.get());
        }
        try {
            Optional<Match> match = match(candidates(address), password);
            match.ifPresent(known -> throttle.succeeded(address, origin));
            return match.map(known -> signedIn(known, password)).orElseGet(SignInOutcome.Refused::new);
        } catch (BusyException busy) {
            throttle.unanswered(address, origin);
            return new SignInOutcome.Busy(busy.retryAfter());
        }
    }

    private SignInOutcome signedIn(Match match, String typed) {
        return switch (match.candidate()) {
            case Candidate.Person(Account account, String hash) -> {
                renew(account.id(), match.password(), typed, Objects.requireNonNull(hash));
                credentials.touch(account.id(), clock.instant());
                yield new SignInOutcome.SignedIn(account);
            }
            case Candidate.Newcomer(String reference, String hash) -> new SignInOutcome.Unconfirmed(reference);
        };
    }

    /** People before newcomers: an address that has its account waits for nothing. */
    private List<Candidate> candidates(EmailAddress address) {
        List<Account> people = accounts.byEmail(address);
        return people.isEmpty()
                ? newcomers.newest(address, Comparison.MOST).stream()
                        .<Candidate>map(one -> new Candidate.Newcomer(one.reference(), one.passwordHash()))
                        .toList()
                : people.stream()
                        .filter(Account::active)
                        .limit(Comparison.MOST)
                        .<Candidate>map(person -> new Candidate.Person(
                                person, credentials.passwordHash(person.id()).orElse(null)))
                        .toList();
    }

    private Optional<Match> match(List<Candidate> candidates, String password) {
        List<Optional<String>> known =
                candidates.stream().map(one -> Optional.ofNullable(one.hash())).toList();
        return new Comparison(hashes, password)
                .among(known)
                .map(found -> new Match(candidates.get(found.index()), found.form()));
    }

    /** Of an older form, or made with parameters of another year: the password is at hand only now. */
    private void renew(UserId account, String matching, String typed, String hash) {
        try {
            OpaqueString.of(typed)
                    .filter(prepared -> !prepared.equals(matching) || hashes.isOutdated(hash))
                    .ifPresent(prepared -> credentials.renewPasswordHash(account, hash, hashes.hash(prepared)));
        } catch (BusyException another) {
            // The old hash is good; the next sign-in renews it.
            return;
        }
    }
}
