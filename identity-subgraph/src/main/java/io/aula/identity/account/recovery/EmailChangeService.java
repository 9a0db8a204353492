package io.aula.identity.account.recovery;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.LiveSessions;
import io.aula.identity.account.UniqueKey;
import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.account.letter.MailLinks;
import io.aula.identity.account.letter.MailLinks.Opened;
import io.aula.identity.account.letter.MailLinks.Purpose;
import io.aula.identity.account.letter.MailLinks.Refusal;
import io.aula.identity.account.signin.Passwords;
import io.aula.identity.account.throttle.Limit;
import io.aula.identity.account.throttle.Throttle;
import io.aula.identity.account.throttle.Throttle.Bucket;
import io.aula.identity.audit.AuditTrail;
import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Another address for an account. The old one is told when it is asked for and when it is done; the new one says yes. Whoever asks
 * never learns whether somebody else has the address.
 */
@Service
class EmailChangeService {
    /** As long as a link lives, and what its mail may have waited. */
    private static final Duration PENDING = Duration.ofHours(12);

    private final EmailChanges changes;
    private final LetterBox letters;
    private final MailLinks links;
    private final AccountService accounts;
    private final Passwords passwords;
    private final LiveSessions sessions;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EmailChangeService(
            EmailChanges changes,
            LetterBox letters,
            MailLinks links,
            AccountService accounts,
            Passwords passwords,
            LiveSessions sessions,
            Throttle throttle,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.changes = changes;
        this.letters = letters;
        this.links = links;
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.throttle = throttle;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of a wish. */
    sealed interface Wish {
        record Asked() implements Wish {}

        record NoAddress() implements Wish {}

        record Same() implements Wish {}

        record TooOften(Duration remaining) implements Wish {}
    }

    /** How a link of a mail ended. */
    sealed interface Confirmation {
        record Changed(EmailAddress address) implements Confirmation {}

        record Refused(Refusal refusal) implements Confirmation {}
    }

    Wish ask(Account account, EmailAddress wanted) {
        if (!wanted.isPlausible()) {
            return new Wish.NoAddress();
        }
        if (wanted.equals(EmailAddress.of(account.email()))) {
            return new Wish.Same();
        }
        Optional<Duration> wait = throttle.wait(List.of(new Bucket("\nemail\n" + account.id(), Limit.ADDRESSES)));
        if (wait.isPresent()) {
            return new Wish.TooOften(wait.get());
        }
        transaction.executeWithoutResult(status -> begin(account, wanted));
        return new Wish.Asked();
    }

    private void begin(Account account, EmailAddress wanted) {
        links.shut(account.id(), Purpose.EMAIL);
        changes.put(account.id(), wanted, clock.instant());
        letters.toAddress(LetterKind.EMAIL_CONFIRM, account.id(), wanted);
        letters.toAddress(LetterKind.EMAIL_ASKED, account.id(), EmailAddress.of(account.email()), wanted.value());
        audit.record(account.id(), "account.email-asked", account.id().text());
    }

    @Transactional
    public void forget(UserId person) {
        links.shut(person, Purpose.EMAIL);
        changes.delete(person);
    }

    Optional<EmailAddress> pending(UserId person) {
        return changes.find(person, clock.instant().minus(PENDING));
    }

    /** The address that this link confirms. */
    Optional<EmailAddress> asked(String token) {
        return wanted(links.look(Purpose.EMAIL, token)).map(Opened::address);
    }

    Refusal whyNot(String token) {
        return links.whyNot(Purpose.EMAIL, token);
    }

    Confirmation confirm(String token) {
        return unlessTaken(() -> replace(token));
    }

    /** Of two people who want one address at the same moment, one gets it. */
    private Confirmation unlessTaken(Supplier<Confirmation> change) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> change.get()));
        } catch (DuplicateKeyException taken) {
            if (UniqueKey.EMAIL.isViolatedBy(taken)) {
                return new Confirmation.Refused(Refusal.UNKNOWN);
            }
            throw taken;
        }
    }

    private Confirmation replace(String token) {
        Optional<Opened> opened = wanted(links.use(Purpose.EMAIL, token));
        Optional<Account> person =
                opened.map(Opened::person).flatMap(accounts::byId).filter(Account::active);
        if (opened.isEmpty() || person.isEmpty()) {
            return new Confirmation.Refused(whyNot(token));
        }
        EmailAddress address = opened.get().address();
        if (!accounts.byEmail(address).isEmpty()) {
            return new Confirmation.Refused(Refusal.UNKNOWN);
        }
        Account before = person.get();
        links.shut(before.id());
        accounts.setEmail(before.id(), address);
        audit.record(before.id(), "account.email-changed", before.id().text());
        letters.toAddress(LetterKind.EMAIL_LOST, before.id(), EmailAddress.of(before.email()), address.value());
        letters.toAddress(LetterKind.EMAIL_CHANGED, before.id(), address, address.value());
        return new Confirmation.Changed(address);
    }

    /** The address that this link brings back. */
    Optional<EmailAddress> lost(String token) {
        return links.look(Purpose.EMAIL_BACK, token).map(Opened::address);
    }

    /**
     * Whoever reads the old mailbox takes the account back: everybody is signed out, the password is forgotten, since somebody else knows
     * it, and the addresses that came after get no way to do the same.
     */
    Confirmation bringBack(String token) {
        return unlessTaken(() -> restore(token));
    }

    private Confirmation restore(String token) {
        Optional<Opened> opened = links.use(Purpose.EMAIL_BACK, token);
        Optional<Account> person =
                opened.map(Opened::person).flatMap(accounts::byId).filter(Account::active);
        if (opened.isEmpty() || person.isEmpty()) {
            return new Confirmation.Refused(links.whyNot(Purpose.EMAIL_BACK, token));
        }
        EmailAddress address = opened.get().address();
        UserId id = person.get().id();
        links.shut(id);
        links.shutLaterThan(id, token);
        accounts.setEmail(id, address);
        passwords.forget(id);
        accounts.signOutEverywhere(id);
        sessions.endAll(id);
        audit.record(id, "account.email-brought-back", id.text());
        letters.toAddress(
                LetterKind.EMAIL_CHANGED, id, EmailAddress.of(person.get().email()), address.value());
        return new Confirmation.Changed(address);
    }

    Refusal whyNotBack(String token) {
        return links.whyNot(Purpose.EMAIL_BACK, token);
    }

    /** Only what the person wanted last. */
    private Optional<Opened> wanted(Optional<Opened> link) {
        return link.filter(
                good -> pending(good.person()).filter(good.address()::equals).isPresent());
    }
}
