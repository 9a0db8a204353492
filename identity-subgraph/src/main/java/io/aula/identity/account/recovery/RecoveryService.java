package io.aula.identity.account.recovery;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.LiveSessions;
import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.account.letter.MailLinks;
import io.aula.identity.account.letter.MailLinks.Opened;
import io.aula.identity.account.letter.MailLinks.Purpose;
import io.aula.identity.account.signin.BusyException;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.Passwords;
import io.aula.identity.account.signin.PreparedPassword;
import io.aula.identity.account.signin.PreparedPassword.Fault;
import io.aula.identity.account.throttle.Limit;
import io.aula.identity.account.throttle.Origin;
import io.aula.identity.account.throttle.Throttle;
import io.aula.identity.account.throttle.Throttle.Bucket;
import io.aula.identity.audit.AuditTrail;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A new password for who forgot theirs. */
@Service
class RecoveryService {
    private final LetterBox letters;
    private final MailLinks links;
    private final AccountService accounts;
    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final LiveSessions sessions;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    RecoveryService(
            LetterBox letters,
            MailLinks links,
            AccountService accounts,
            Passwords passwords,
            PasswordHashes hashes,
            LiveSessions sessions,
            Throttle throttle,
            AuditTrail audit,
            TransactionTemplate transaction) {
        this.letters = letters;
        this.links = links;
        this.accounts = accounts;
        this.passwords = passwords;
        this.hashes = hashes;
        this.sessions = sessions;
        this.throttle = throttle;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Has a link sent to whoever has this address. Whether anybody does is found out later, by who writes the mail: here it is the
     * same for all, and so is the limit.
     *
     * @return how long to wait when this network asked too often
     */
    Optional<Duration> request(EmailAddress address, Locale page, Origin.Network network) {
        Optional<Duration> wait = throttle.wait(List.of(new Bucket("\nforgotten\n" + network.key(), Limit.SIGN_UPS)));
        if (wait.isEmpty()) {
            letters.toWhoeverHas(address, LetterKind.RESET, page);
        }
        return wait;
    }

    boolean isOpen(String token) {
        return opened(links.look(Purpose.PASSWORD, token)).isPresent();
    }

    MailLinks.Refusal whyNot(String token) {
        return links.whyNot(Purpose.PASSWORD, token);
    }

    /** @throws BusyException when too many passwords are being hashed; the link is as good as before */
    ResetOutcome choose(String token, String password) {
        if (!isOpen(token)) {
            return new ResetOutcome.Refused(whyNot(token));
        }
        Optional<Fault> fault = PreparedPassword.fault(password);
        if (fault.isPresent()) {
            return new ResetOutcome.Unsuitable(fault.get());
        }
        String hash = hashes.hash(PreparedPassword.of(password).orElseThrow().value());
        return Objects.requireNonNull(transaction.execute(status -> replace(token, hash)));
    }

    private ResetOutcome replace(String token, String hash) {
        Optional<Account> found = opened(links.use(Purpose.PASSWORD, token));
        if (found.isEmpty()) {
            return new ResetOutcome.Refused(whyNot(token));
        }
        Account account = found.get();
        passwords.set(account.id(), hash);
        links.shut(account.id());
        accounts.signOutEverywhere(account.id());
        sessions.endAll(account.id());
        audit.record(account.id(), "account.password-reset", account.id().text());
        letters.toPerson(LetterKind.PASSWORD_CHANGED, account.id());
        return new ResetOutcome.Done(account.email());
    }

    /** A link that went to an address which is no longer the person's opens nothing. */
    private Optional<Account> opened(Optional<Opened> link) {
        return link.flatMap(good -> accounts.byId(good.person())
                .filter(Account::active)
                .filter(account -> EmailAddress.of(account.email()).equals(good.address())));
    }
}
